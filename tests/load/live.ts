import { installPeers } from './gateway/contestants.ts';
import { choosePlacement } from './gateway/processes.ts';
import { type Contestant, contestants } from './live/contestants.ts';
import { type Field, openField } from './live/field.ts';
import { requireOpenFiles } from './live/open-files.ts';
import { figuresOf, memoryTableOf, tableOf } from './live/report.ts';
import { type Measurement, type MemoryMeasurement, measure, type Workload, weigh } from './live/run.ts';

const { env } = process;
const rounds = Number(env.ROUNDS ?? 3);
const seconds = Number(env.SECONDS ?? 3);
const wanted = env.CONTESTANTS?.split(',');
/** Clients × events a second, the first pair being the one that is compared. */
const crowds = (env.CLIENTS ?? '1000x50,5000x5').split(',').map((pair) => pair.split('x').map(Number));
/** At which rates Hive is tried for where it stops keeping up. */
const steps = (env.STEPS ?? '2,5,10,20').split(',').map(Number);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const workloads: readonly Workload[] = crowds.flatMap(([clients = 1_000, perSecond = 50]) =>
  [false, true].map((federated) => ({ clients, perSecond, federated })),
);

const takesPart = ({ only }: Contestant, { federated }: Workload): boolean =>
  only !== 'federated' || federated;

/** A peer that breaks says so and is left out; anybody else must not. */
const attempt = async <T>(contestant: Contestant, what: () => Promise<T>): Promise<readonly T[]> => {
  try {
    return [await what()];
  } catch (error) {
    if (!contestant.isPeer) throw error;
    say(`broke: ${(error as Error).message}`);
    return [];
  }
};

/** Contestants take turns, so that a noisy machine is noisy for all; each round begins with another one. */
const takeTurns = async (field: Field, among: readonly Contestant[]): Promise<Measurement[]> => {
  const measurements: Measurement[] = [];
  for (const workload of workloads) {
    say(
      `${workload.clients} clients × ${workload.perSecond} events/s, ${workload.federated ? 'federated' : 'flat'}`,
    );
    const turns = workload.clients === workloads[0]?.clients ? rounds : Math.max(1, rounds - 1);
    for (let round = 0; round < turns; round += 1) {
      const first = round % among.length;
      for (const contestant of [...among.slice(first), ...among.slice(0, first)]) {
        if (!takesPart(contestant, workload) || (contestant.goesOnce && round > 0)) continue;
        measurements.push(
          ...(await attempt(contestant, () => measure(field, contestant, workload, seconds))),
        );
      }
    }
  }
  return measurements;
};

/** More events each time, until a contestant delivers less than is due. */
const climb = async (field: Field, contestant: Contestant): Promise<Measurement[]> => {
  const measurements: Measurement[] = [];
  for (const perSecond of steps) {
    const workload = { clients: crowds[0]?.[0] ?? 1_000, perSecond, federated: true };
    const [done] = await attempt(contestant, () => measure(field, contestant, workload, seconds));
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
    for (const contestant of among)
      memories.push(...(await attempt(contestant, () => weigh(field, contestant, most))));
    const measurements = await takeTurns(field, among);
    if (hive) measurements.push(...(await climb(field, hive)));
    say(tableOf(measurements));
    say(memoryTableOf(memories));
    return figuresOf(measurements, memories, workloads);
  } finally {
    await field.stop();
  }
};
