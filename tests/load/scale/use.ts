import { residentMb } from '../../support/resident.ts';
import { cpuMsOf } from '../gateway/processes.ts';
import type { Contestant } from './houses.ts';
import { servingAt } from './listeners.ts';

const portIn = (url: string, usual: number): number => Number(new URL(url).port || usual);

/** Where a server of this machine listens; undefined for one elsewhere. */
const localPorts = (): ReadonlyMap<string, number> => {
  const { DATABASE_URL, REDIS_URL, KAFKA_BROKERS, INFLUX_URL } = process.env;
  const urls = [
    ['postgres', DATABASE_URL, 5432],
    ['redis', REDIS_URL, 6379],
    ['kafka', KAFKA_BROKERS && `tcp://${KAFKA_BROKERS.split(',')[0]}`, 9092],
    ['influx', INFLUX_URL, 8086],
  ] as const;
  return new Map(
    urls.flatMap(([name, url, usual]) =>
      url && /^(127\.|localhost|\[::1\])/.test(new URL(url).hostname) ? [[name, portIn(url, usual)]] : [],
    ),
  );
};

/** Milliseconds of CPU by part: ours, and the servers of this machine where there are any to see. */
export const cpuNow = ({ parts, key }: Contestant): ReadonlyMap<string, number> => {
  // one that has just ended counts nothing
  const sum = (pids: readonly number[]): number => pids.reduce((all, pid) => all + (cpuMsOf(pid) || 0), 0);
  const servers =
    key === 'embedded' ? [] : [...localPorts()].map(([name, port]) => [name, servingAt(port)] as const);
  return new Map(
    [...parts, ...servers].flatMap(([name, pids]) => (pids.length > 0 ? [[name, sum(pids)]] : [])),
  );
};

/** What was used since, by part; of a server's processes that came or went meanwhile, what is left. */
export const cpuSince = (
  contestant: Contestant,
  before: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> =>
  new Map(
    [...cpuNow(contestant)].map(([name, ms]) => [name, Math.max(0, ms - (before.get(name) ?? ms))] as const),
  );

/** MB in RAM of one process of each part; the largest where there are several. */
export const memoryOf = async ({ parts }: Contestant): Promise<ReadonlyMap<string, number>> =>
  new Map(
    await Promise.all(
      [...parts].map(
        async ([name, pids]) => [name, Math.max(...(await Promise.all(pids.map(residentMb))))] as const,
      ),
    ),
  );
