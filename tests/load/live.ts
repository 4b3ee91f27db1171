import { installPeers } from './gateway/contestants.ts';
import { choosePlacement } from './gateway/processes.ts';
import { type Contestant, contestants } from './live/contestants.ts';
import { requireOpenFiles } from './live/open-files.ts';
import { figuresOf, memoryTableOf, tableOf } from './live/report.ts';
import {
  type Field,
  type Measurement,
  type MemoryMeasurement,
  openField,
  type Workload,
} from './live/run.ts';

const { env } = process;
const rounds = Number(env.ROUNDS ?? 3);
const seconds = Number(env.SECONDS ?? 4);
const wanted = env.CONTESTANTS?.split(',');
/** Clients × events a second, the first pair being the one that is compared. */
const crowds = (env.CLIENTS ?? '1000x50,5000x5').split(',').map((pair) => pair.split('x').map(Number));
/** At which rates Hive is tried for where it stops keeping up. */
const steps = (env.STEPS ?? '1,2,5,10,20').split(',').map(Number);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const workloads: readonly Workload[] = crowds.flatMap(([clients = 1_000, perSecond = 50]) =>
  [false, true].map((federated) => ({ clients, perSecond, federated })),
);

const takesPart = ({ only }: Contestant, { federated }: Workload): boolean =>
  only !== 'federated' || federated;

/** Contestants take turns, so that a noisy machine is noisy for all; peers, which take long to fall behind, go in the first round alone. */
const takeTurns = async (field: Field, among: readonly Contestant[]): Promise<Measurement[]> => {
  const measurements: Measurement[] = [];
  for (const workload of workloads) {
    say(
      `${workload.clients} clients × ${workload.perSecond} events/s, ${workload.federated ? 'federated' : 'flat'}`,
    );
    for (let round = 0; round < rounds; round += 1) {
      for (const contestant of among) {
        if (!takesPart(contestant, workload) || (contestant.isPeer && round > 0)) continue;
        measurements.push(...(await attempt(field, contestant, workload)));
      }
    }
  }
  return measurements;
};

/** A peer that breaks says so and is left out; anybody else must not. */
const attempt = async (
  field: Field,
  contestant: Contestant,
  workload: Workload,
): Promise<readonly Measurement[]> => {
  try {
    return [await field.measure(contestant, workload, seconds)];
  } catch (error) {
    if (!contestant.isPeer) throw error;
    say(`broke: ${(error as Error).message}`);
    return [];
  }
};

/** More events each time, until a contestant delivers less than is due. */
const climb = async (field: Field, contestant: Contestant): Promise<Measurement[]> => {
  const measurements: Measurement[] = [];
  for (const perSecond of steps) {
    const workload = { clients: crowds[0]?.[0] ?? 1_000, perSecond, federated: true };
    const [done] = await attempt(field, contestant, workload);
    if (done) measurements.push(done);
    if (!done || done.share < 0.95) break;
  }
  return measurements;
};

/**
 * Events a second to clients in another process, as a process that does nothing else could send them, and as gateways do. Every client
 * checks that it gets every event, once and in order, and every event is compared with what it must say.
 */
export const bench = async (): Promise<Record<string, number>> => {
  const most = Math.max(...workloads.map(({ clients }) => clients));
  requireOpenFiles(most);
  const among = contestants.filter(({ name }) => !wanted || wanted.includes(name));
  const hive = among.find(({ server }) => server === 'hive');
  if (hive) installPeers(say);
  const placement = choosePlacement();
  say(
    placement.gateway === undefined
      ? 'taskset is missing here: nothing is pinned, and servers and clients take each other’s time'
      : `servers on core ${placement.gateway}, clients on ${placement.load}, subgraphs on ${placement.subgraphs}`,
  );
  const field = await openField(placement);
  try {
    const memories: MemoryMeasurement[] = [];
    say(`${most} idle clients`);
    // while their processes are fresh
    for (const contestant of among) memories.push(...(await weigh(field, contestant, most)));
    const measurements = await takeTurns(field, among);
    if (hive) measurements.push(...(await climb(field, hive)));
    say(tableOf(measurements));
    say(memoryTableOf(memories));
    return figuresOf(measurements, memories, workloads);
  } finally {
    await field.stop();
  }
};

const weigh = async (
  field: Field,
  contestant: Contestant,
  clients: number,
): Promise<readonly MemoryMeasurement[]> => {
  // one process has one memory: the second crowd would find the first one's
  if (contestant.ids === 'uuid') return [];
  try {
    return [await field.memory(contestant, clients)];
  } catch (error) {
    if (!contestant.isPeer) throw error;
    say(`broke: ${(error as Error).message}`);
    return [];
  }
};
