import { contestants, installPeers } from './gateway/contestants.ts';
import { choosePlacement } from './gateway/processes.ts';
import { figuresOf, tableOf } from './gateway/report.ts';
import { type Measurement, openField, type Round } from './gateway/run.ts';

const { env } = process;
const rounds = Number(env.ROUNDS ?? 3);
const seconds = Number(env.SECONDS ?? 5);
const connectionCounts = (env.CONNECTIONS ?? '1,16,64,256').split(',').map(Number);
const subgraphs = env.SUBGRAPHS === 'real' ? 'real' : 'cached';
const wanted = env.GATEWAYS?.split(',');

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * The same supergraph and the same HTTP subgraphs behind each gateway, taken in turns, so that a noisy machine is noisy for all; the best
 * round of each counts. Every single answer is compared with the expected one.
 */
export const bench = async (): Promise<Record<string, number>> => {
  installPeers(say);
  const field = contestants.filter(({ name }) => !wanted || wanted.includes(name));
  const placement = choosePlacement();
  say(
    placement.gateway === undefined
      ? 'taskset is missing here: nothing is pinned, and gateways, load and subgraphs take each other’s time'
      : `gateways on core ${placement.gateway}, load on ${placement.load}, subgraphs (${subgraphs}) on ${placement.subgraphs}`,
  );
  const open = await openField({ contestants: field, placement, subgraphs, say });
  try {
    const measurements: Measurement[] = [];
    const takeTurns = async (round: Round): Promise<void> => {
      for (const contestant of field) {
        const workload = round.identical ? 'identical' : 'distinct';
        if ((contestant.workload ?? workload) !== workload) continue;
        measurements.push(await open.measure(contestant, round));
      }
    };
    const warm = await open.executions();
    for (const connections of connectionCounts) {
      say(`${connections} connections`);
      for (let i = 0; i < rounds; i += 1) await takeTurns({ connections, seconds, identical: false });
    }
    const missed = (await open.executions()) - warm;
    if (subgraphs === 'cached') say(`subgraph bodies that were not in the cache while measuring: ${missed}`);
    say('64 connections, all asking the same');
    for (let i = 0; i < rounds; i += 1) await takeTurns({ connections: 64, seconds, identical: true });
    say(tableOf(measurements));
    return figuresOf(measurements);
  } finally {
    await open.stop();
  }
};
