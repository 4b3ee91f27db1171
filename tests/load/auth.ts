import { names, openContestants } from './auth/contestants.ts';
import { measureSignIns } from './auth/sign-ins.ts';
import { choosePlacement } from './gateway/processes.ts';
import { tableOf } from './gateway/report.ts';
import { type Measurement, openField } from './gateway/run.ts';

const { env } = process;
const rounds = Number(env.ROUNDS ?? 7);
const seconds = Number(env.SECONDS ?? 3);
const connections = Number(env.CONNECTIONS ?? 16);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
};

type Quantity = 'p50Ms' | 'p99Ms' | 'cpuMs';

const rounded = (figures: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]));

/** Of the rounds that stood beside each other: a machine that was slow for one was slow for the other. */
const figuresOf = (measurements: readonly Measurement[]): Record<string, number> => {
  const of = (name: string, what: Quantity): readonly number[] =>
    measurements.filter(({ gateway }) => gateway === name).map((one) => one[what]);
  const ratio = (name: string, beside: string, what: Quantity = 'p50Ms'): number => {
    const bare = of(beside, what);
    return median(of(name, what).map((value, round) => value / (bare[round] as number)));
  };
  return {
    hot_query_overhead: ratio(names.user, names.without),
    hot_query_overhead_p99: ratio(names.user, names.without, 'p99Ms'),
    hot_query_overhead_cpu: ratio(names.user, names.without, 'cpuMs'),
    hot_query_overhead_stranger: ratio(names.stranger, names.without),
    hot_query_overhead_key: ratio(names.key, names.without),
    hot_query_overhead_apart: ratio(names.userApart, names.withoutApart),
    hot_query_p50_ms: median(of(names.user, 'p50Ms')),
    hot_query_cpu_ms: median(of(names.user, 'cpuMs')),
  };
};

const measureHotQuery = async (): Promise<Record<string, number>> => {
  const contestants = await openContestants();
  const placement = choosePlacement();
  const open = await openField({ contestants, placement, subgraphs: 'cached', say });
  try {
    const measurements: Measurement[] = [];
    for (let i = 0; i < rounds; i += 1)
      // whoever comes first in one round comes last in the next
      for (const contestant of i % 2 === 0 ? contestants : contestants.toReversed())
        measurements.push(await open.measure(contestant, { connections, seconds, identical: false }));
    say(tableOf(measurements));
    return figuresOf(measurements);
  } finally {
    await open.stop();
  }
};

/** What access control costs the hot query, and how many people may sign in, beside bare verifications of their passwords. */
export const bench = async (): Promise<Record<string, number>> => {
  const hotQuery = await measureHotQuery();
  const signIns = await measureSignIns(Math.min(rounds, 5), seconds, say);
  return rounded({
    ...hotQuery,
    signins_per_s: median(signIns.map((round) => round.signIns)),
    signin_ratio: median(signIns.map(({ signIns: done, bare }) => done / bare)),
    bare_argon2_per_s: median(signIns.map(({ bare }) => bare)),
  });
};
