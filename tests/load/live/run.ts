import type { Contestant } from './contestants.ts';
import type { Field, Up } from './field.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What flows before anything is counted: buffers grow, the compiler sees what is hot. */
const rampMs = 700;
/** Peers that fell behind were started anew: their compiler has more to see. */
const peerRampMs = 2_000;
const subscribedWithinMs = 30_000;
const caughtUpWithinMs = 10_000;
const peerCaughtUpWithinMs = 1_000;
/** In which servers notice that clients have left. */
const leftWithinMs = 300;
/** How many clients have come and gone before idle ones are weighed. */
const earlierClients = 200;

export interface Workload {
  readonly clients: number;
  /** Events a second; each goes to every client. */
  readonly perSecond: number;
  readonly federated: boolean;
}

/** What one contestant did in one round. */
export interface Measurement extends Workload {
  readonly contestant: string;
  readonly deliveriesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the server's process, each delivery. */
  readonly cpuUs: number;
  /** Of what was due, what was delivered in the counted time. */
  readonly share: number;
  /** Events that came together: above 1 the server was held up, and what it sends at once is cheaper for each. */
  readonly together: number;
  /** How busy the clients' process was: near 1 it is what was measured. */
  readonly loadShare: number;
  /** How busy the rooms' own process was; 0 where they are in the server's. */
  readonly roomsShare: number;
}

/** What one idle subscriber takes of the server, in kB. */
export interface MemoryMeasurement {
  readonly contestant: string;
  readonly clients: number;
  readonly residentKb: number;
  readonly heapKb: number;
}

/** Opens the clients, and sees to it that each has received an event. */
const subscribeAll = async (
  field: Field,
  up: Up,
  { ids }: Contestant,
  { clients, federated }: Omit<Workload, 'perSecond'>,
): Promise<void> => {
  await field.tell({ order: 'gather', port: up.port, clients, ids, federated });
  const until = performance.now() + subscribedWithinMs;
  for (;;) {
    const sequence = await up.feed({ one: true });
    const { behind, faults } = await field.tell({ order: 'await', sequence, withinMs: 2_000 });
    if (faults.length > 0) throw new Error(faults.join('\n'));
    if (behind === 0) return;
    if (performance.now() > until) throw new Error(`${behind} of ${clients} clients received nothing`);
  }
};

const leave = async (field: Field): Promise<void> => {
  await field.tell({ order: 'leave' });
  await pause(leftWithinMs);
};

/** Lets events flow, and counts for so many seconds. */
const count = async (
  field: Field,
  up: Up,
  { isPeer }: Contestant,
  { clients, perSecond }: Workload,
  seconds: number,
) => {
  await up.feed({ pace: perSecond });
  await pause(isPeer ? peerRampMs : rampMs);
  const before = await up.usage();
  const cleared = await field.tell({ order: 'clear' });
  const roomsBefore = field.roomsCpuMs();
  const began = performance.now();
  await pause(seconds * 1_000);
  const done = await field.tell({ order: 'read' });
  const elapsed = (performance.now() - began) / 1_000;
  const roomsShare = (field.roomsCpuMs() - roomsBefore) / (elapsed * 1_000);
  const after = await up.usage();
  const last = await up.feed({ pace: 0 });
  const deliveriesPerSecond = done.received / elapsed;
  // a busy server answers late: by its own clock
  const cpuShare = (after.cpuMs - before.cpuMs) / (after.atMs - before.atMs);
  return {
    last,
    deliveriesPerSecond,
    p50Ms: done.p50Ms,
    p99Ms: done.p99Ms,
    cpuUs: (cpuShare * 1e6) / deliveriesPerSecond,
    share: done.received / (clients * perSecond * elapsed),
    together: done.received / done.reads,
    roomsShare,
    loadShare: (done.cpuMs - cleared.cpuMs) / (elapsed * 1_000),
  };
};

/** One contestant for so many seconds. Rejects where an event was lost, doubled, out of order or wrong; only peers may fall behind. */
export const measure = async (
  field: Field,
  contestant: Contestant,
  workload: Workload,
  seconds: number,
): Promise<Measurement> => {
  const { name, server, isPeer } = contestant;
  const up = await field.server(server);
  try {
    await subscribeAll(field, up, contestant, workload);
    const { last, ...counted } = await count(field, up, contestant, workload, seconds);
    const withinMs = isPeer ? peerCaughtUpWithinMs : caughtUpWithinMs;
    const { behind, faults } = await field.tell({ order: 'await', sequence: last, withinMs });
    if (faults.length > 0) throw new Error(faults.join('\n'));
    if (behind > 0 && !isPeer) throw new Error(`${behind} clients did not receive everything`);
    // what it has queued up is not the next round's
    if (behind > 0) await up.stop();
    return { ...workload, contestant: name, ...counted };
  } catch (error) {
    await up.stop();
    throw new Error(`${name}: ${(error as Error).message}`);
  } finally {
    await leave(field);
  }
};

/** What so many clients take, each of which has received an event and waits for the next. */
export const weigh = async (
  field: Field,
  contestant: Contestant,
  clients: number,
): Promise<MemoryMeasurement> => {
  const up = await field.server(contestant.server);
  try {
    // what the first clients bring to life is not theirs
    await subscribeAll(field, up, contestant, {
      clients: Math.min(earlierClients, clients),
      federated: true,
    });
    await leave(field);
    const before = await up.memory();
    await subscribeAll(field, up, contestant, { clients, federated: true });
    const after = await up.memory();
    return {
      contestant: contestant.name,
      clients,
      residentKb: (after.residentBytes - before.residentBytes) / clients / 1_024,
      heapKb: (after.heapBytes - before.heapBytes) / clients / 1_024,
    };
  } catch (error) {
    throw new Error(`${contestant.name}: ${(error as Error).message}`);
  } finally {
    // clients first: a socket that nobody reads from does not notice that the server has gone, and keeps its file open
    await leave(field);
    // a process has one memory: the next crowd would find room that this one made
    await up.stop();
  }
};
