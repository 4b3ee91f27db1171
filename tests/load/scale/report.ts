import { roomNames } from '../../support/room-urls.ts';
import type { Appends } from './appends.ts';
import type { Round } from './run.ts';

export type Figures = Readonly<Record<string, number>>;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
};

const sum = (parts: ReadonlyMap<string, number>, names: readonly string[]): number =>
  [...parts].reduce((all, [name, value]) => (names.includes(name) ? all + value : all), 0);

const ours = ['all', ...roomNames, 'gateway'];
const servers = ['kafka', 'influx', 'redis', 'postgres'];
const questions = ['latest', 'series'];

/** The quantities of a round, and how they are called. */
const quantities: readonly (readonly [string, (round: Round) => number])[] = [
  ['acked_per_s', ({ ingested }) => ingested.ackedPerSecond],
  ['published_per_s', ({ ingested }) => ingested.publishedPerSecond],
  ['cpu_us_per_reading', ({ ingested }) => sum(ingested.cpuUs, ours)],
  ['server_cpu_us_per_reading', ({ ingested }) => sum(ingested.cpuUs, servers)],
  ...questions.flatMap((key): readonly (readonly [string, (round: Round) => number])[] => [
    [`${key}_per_s`, ({ asked }) => asked.get(key)?.perSecond ?? Number.NaN],
    [`${key}_p50_ms`, ({ asked }) => asked.get(key)?.p50Ms ?? Number.NaN],
    [`${key}_p99_ms`, ({ asked }) => asked.get(key)?.p99Ms ?? Number.NaN],
    [`${key}_cpu_ms`, ({ asked }) => sum(asked.get(key)?.cpuMs ?? new Map(), ours)],
    [`${key}_server_cpu_ms`, ({ asked }) => sum(asked.get(key)?.cpuMs ?? new Map(), servers)],
  ]),
];

/** Of rounds that stood beside each other: a machine that was slow for one was slow for the other. */
const ratios: readonly (readonly [string, string, string, (round: Round) => number])[] = [
  ['acked_cost', 'embedded', '1', ({ ingested }) => ingested.ackedPerSecond],
  ['published_cost', 'embedded', '1', ({ ingested }) => ingested.publishedPerSecond],
  ['latest_cost', 'embedded', '1', ({ asked }) => asked.get('latest')?.perSecond ?? Number.NaN],
  ['series_cost', 'embedded', '1', ({ asked }) => asked.get('series')?.perSecond ?? Number.NaN],
  ['acked_gain_of_2', '2', '1', ({ ingested }) => ingested.ackedPerSecond],
  ['published_gain_of_2', '2', '1', ({ ingested }) => ingested.publishedPerSecond],
  ['latest_gain_of_2', '2', '1', ({ asked }) => asked.get('latest')?.perSecond ?? Number.NaN],
  ['series_gain_of_2', '2', '1', ({ asked }) => asked.get('series')?.perSecond ?? Number.NaN],
];

export const figuresOfRounds = (rounds: readonly Round[]): Figures => {
  const of = (key: string): readonly Round[] => rounds.filter(({ contestant }) => contestant.key === key);
  const keys = [...new Set(rounds.map(({ contestant }) => contestant.key))];
  const values = quantities.flatMap(([name, quantity]) =>
    keys.map((key) => [`${name}_${key}`, median(of(key).map(quantity))] as const),
  );
  const beside = ratios.map(([name, over, under, quantity]) => {
    const below = of(under).map(quantity);
    return [name, median(of(over).map((round, i) => quantity(round) / (below[i] ?? Number.NaN)))] as const;
  });
  // CPU of each part, to say what a machine can take
  const parts = keys.flatMap((key) =>
    [...ours, ...servers].map((part) => {
      const cpu = of(key).flatMap(({ ingested }) => ingested.cpuUs.get(part) ?? []);
      return [`${part}_cpu_us_per_reading_${key}`, median(cpu)] as const;
    }),
  );
  return Object.fromEntries([...values, ...beside, ...parts]);
};

export const figuresOfAppends = (appends: readonly Appends[]): Figures => ({
  kafka_records_per_s: median(appends.map(({ driver }) => driver)),
  bare_kafka_records_per_s: median(appends.map(({ bare }) => bare)),
  kafka_ratio: median(appends.map(({ driver, bare }) => driver / bare)),
  kafka_ratio_by_call: median(appends.map(({ driver, bareByCall }) => driver / bareByCall)),
});

/** Three digits that count; what was not measured is left out. */
export const rounded = (figures: Figures): Record<string, number> =>
  Object.fromEntries(
    Object.entries(figures)
      .filter(([, value]) => Number.isFinite(value))
      .map(([name, value]) => [
        name,
        Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)),
      ]),
  );

const cell = (value: number | undefined, digits = 0): string =>
  value === undefined || Number.isNaN(value) ? '?' : value.toFixed(digits);

/** What a round came to, while others wait. */
export const lineOf = ({ contestant, ingested, asked }: Round): string => {
  const [latest, series] = questions.map((key) => asked.get(key));
  return [
    contestant.name.padEnd(26),
    `${cell(ingested.ackedPerSecond)} acknowledged/s`,
    `${cell(ingested.publishedPerSecond)} published/s`,
    `CPU µs/reading ${[...ingested.cpuUs].map(([part, us]) => `${part} ${cell(us)}`).join(', ')}`,
    `latest ${cell(latest?.perSecond)}/s (p50 ${cell(latest?.p50Ms, 1)} ms)`,
    `series ${cell(series?.perSecond)}/s (p50 ${cell(series?.p50Ms, 1)} ms)`,
  ].join(' · ');
};
