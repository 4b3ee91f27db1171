import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { freePort } from '../../support/free-port.ts';
import { heard, listening, type Placement, type Running, start } from '../gateway/processes.ts';
import { type Contestant, type ServerName, servers } from './contestants.ts';
import type { FeedAnswer, FeedOrder } from './feed.ts';
import { composeLive } from './graph.ts';
import type { Load, Order } from './load.ts';
import type { Memory, ProbeQuestion, Usage } from './probe.ts';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const probe = pathToFileURL(here('probe.ts')).href;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What flows before anything is counted: buffers grow, the compiler sees what is hot. */
const rampMs = 700;
const subscribedWithinMs = 30_000;
const caughtUpWithinMs = 10_000;

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
  /** How busy the clients' process was: near 1 it is what was measured. */
  readonly loadShare: number;
}

/** What one idle subscriber takes of the server, in kB. */
export interface MemoryMeasurement {
  readonly contestant: string;
  readonly clients: number;
  readonly residentKb: number;
  readonly heapKb: number;
}

export interface Field {
  readonly measure: (contestant: Contestant, workload: Workload, seconds: number) => Promise<Measurement>;
  readonly memory: (contestant: Contestant, clients: number) => Promise<MemoryMeasurement>;
  readonly stop: () => Promise<void>;
}

interface Up {
  readonly running: Running;
  readonly port: number;
  /** The process that emits the events. */
  readonly feed: Running;
}

/** Every process of the benchmark. Servers are started when they are first needed, and stay. */
export const openField = async (placement: Placement): Promise<Field> => {
  const ports = { readings: await freePort(), sensors: await freePort() };
  const folder = await mkdtemp(join(tmpdir(), 'air-live-'));
  const { supergraphSdl, apiSdl } = composeLive(ports);
  await writeFile(join(folder, 'supergraph.graphql'), supergraphSdl);
  await writeFile(join(folder, 'api.graphql'), apiSdl);
  const shared = { PORTS: JSON.stringify(ports), FOLDER: folder };

  const started: Running[] = [];
  const begin = (core: number | undefined, args: readonly string[], extra = {}): Running => {
    const running = start(core, args, { ...shared, ...extra });
    running.child.setMaxListeners(0);
    started.push(running);
    return running;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

  const ask = async <T>(running: Running, question: object, what: string): Promise<T> => {
    const answer = heard<T>(running, what);
    running.child.send(question);
    return answer;
  };
  const usage = async ({ running }: Up, what: string): Promise<Usage> =>
    (await ask<{ usage: Usage }>(running, { ask: 'usage' } satisfies ProbeQuestion, what)).usage;
  const feed = async (up: Up, order: FeedOrder): Promise<number> =>
    (await ask<FeedAnswer>(up.feed, order, 'the feed')).last;

  const subgraphs = begin(placement.subgraphs, [here('subgraphs.ts')]);
  await heard(subgraphs, 'the subgraphs');
  const load = begin(placement.load, [here('load.ts')]);
  await heard(load, 'the load');
  const tell = async (order: Order): Promise<Load> => {
    const told = await ask<{ load?: Load; failed?: string }>(load, order, 'the load');
    if (!told.load) throw new Error(told.failed);
    return told.load;
  };

  const ups = new Map<ServerName, Up>();
  const upOf = async (name: ServerName): Promise<Up> => {
    const known = ups.get(name);
    if (known && known.running.child.exitCode === null && known.running.child.signalCode === null)
      return known;
    const kind = servers.find((one) => one.name === name);
    if (!kind) throw new Error(`no server is called ${name}`);
    const port = await freePort();
    const args = ['--expose-gc', '--import', probe, ...kind.args(port)];
    const running = begin(placement.gateway, args, { ...kind.environment, PORT: String(port) });
    await listening(running, port, name);
    const up = { running, port, feed: kind.apart ? subgraphs : running };
    ups.set(name, up);
    return up;
  };

  /** Opens the clients, and sees to it that each has received an event. */
  const subscribeAll = async (up: Up, { ids }: Contestant, workload: Omit<Workload, 'perSecond'>) => {
    const { clients, federated } = workload;
    await tell({ order: 'gather', port: up.port, clients, ids, federated });
    const until = performance.now() + subscribedWithinMs;
    for (;;) {
      const sequence = await feed(up, { one: true });
      const { behind, faults } = await tell({ order: 'await', sequence, withinMs: 2_000 });
      if (faults.length > 0) throw new Error(faults.join('\n'));
      if (behind === 0) return;
      if (performance.now() > until) throw new Error(`${behind} of ${clients} clients received nothing`);
    }
  };

  const leave = async (): Promise<void> => {
    await tell({ order: 'leave' });
    await pause(300);
  };

  return {
    async stop() {
      await Promise.all(started.map((running) => running.stop()));
      await rm(folder, { recursive: true, force: true });
    },

    async measure(contestant, workload, seconds) {
      const { name, server, isPeer } = contestant;
      const up = await upOf(server);
      try {
        await subscribeAll(up, contestant, workload);
        await feed(up, { pace: workload.perSecond });
        await pause(rampMs);
        const before = await usage(up, name);
        const cleared = await tell({ order: 'clear' });
        const began = performance.now();
        await pause(seconds * 1_000);
        const done = await tell({ order: 'read' });
        const elapsed = (performance.now() - began) / 1_000;
        const after = await usage(up, name);
        const sequence = await feed(up, { pace: 0 });
        const cpuShare = (after.cpuMs - before.cpuMs) / (after.atMs - before.atMs);
        const deliveriesPerSecond = done.received / elapsed;
        const { behind, faults } = await tell({
          order: 'await',
          sequence,
          withinMs: isPeer ? 0 : caughtUpWithinMs,
        });
        if (faults.length > 0) throw new Error(faults.join('\n'));
        if (behind > 0 && !isPeer) throw new Error(`${behind} clients did not receive everything`);
        return {
          ...workload,
          contestant: name,
          deliveriesPerSecond,
          p50Ms: done.p50Ms,
          p99Ms: done.p99Ms,
          cpuUs: (cpuShare * 1e6) / deliveriesPerSecond,
          share: done.received / (workload.clients * workload.perSecond * elapsed),
          loadShare: (done.cpuMs - cleared.cpuMs) / (elapsed * 1_000),
        };
      } catch (error) {
        throw new Error(`${name}: ${(error as Error).message}`);
      } finally {
        if (isPeer) {
          // what it has queued up is not the next round's
          await up.running.stop();
        }
        await leave();
      }
    },

    async memory(contestant, clients) {
      const { name: what, server } = contestant;
      const up = await upOf(server);
      const read = async (): Promise<Memory> =>
        (await ask<{ memory: Memory }>(up.running, { ask: 'memory' } satisfies ProbeQuestion, what)).memory;
      // what the first clients bring to life is not theirs
      await subscribeAll(up, contestant, { clients: Math.min(200, clients), federated: true });
      await leave();
      const before = await read();
      await subscribeAll(up, contestant, { clients, federated: true });
      const after = await read();
      await leave();
      return {
        contestant: what,
        clients,
        residentKb: (after.residentBytes - before.residentBytes) / clients / 1_024,
        heapKb: (after.heapBytes - before.heapBytes) / clients / 1_024,
      };
    },
  };
};
