import type { Round } from './round.ts';

/** Rounds of both houses, the first ones not to be counted among them. */
export interface Figures {
  readonly plain: readonly Round[];
  readonly ruled: readonly Round[];
}

interface Kinds {
  readonly quietFrom: number;
  readonly loudFrom: number;
  readonly rulesPerReading: number;
}

const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN;

const latenciesOf = (rounds: readonly Round[], what: string): readonly number[] =>
  rounds.flatMap(({ latencies }) => latencies.get(what) ?? []);

const usPerReading = ({ cpuMs, readings }: Round): number => (1_000 * cpuMs) / readings;

/** What one kind of round costs with rules and without, each round held against the one beside it. */
const beside = (plain: readonly Round[], ruled: readonly Round[]) => {
  const pairs = ruled.map((round, i) => [usPerReading(plain[i] as Round), usPerReading(round)] as const);
  return {
    plainUs: median(pairs.map(([without]) => without)),
    moreUs: median(pairs.map(([without, withRules]) => withRules - without)),
    ratio: median(pairs.map(([without, withRules]) => withRules / without)),
  };
};

export const lineOf = (round: Round): string => {
  const told = [...round.latencies].map(
    ([what, its]) => `${what} ${rounded(quantile(its, 0.5))}/${rounded(quantile(its, 0.99))}`,
  );
  return [
    `${rounded(round.readings / round.seconds)}/s, ${rounded(usPerReading(round))} us a reading`,
    `slowest call ${rounded(round.slowestMs)} ms, settled after ${rounded(round.settledMs)} ms, missed ${round.missed}`,
    `p50/p99 ms: ${told.join(', ')}`,
  ].join('; ');
};

export const figuresOf = ({ plain, ruled }: Figures, kinds: Kinds): Record<string, number> => {
  const { quietFrom, loudFrom, rulesPerReading } = kinds;
  const isQuiet = (_: unknown, i: number): boolean => i >= quietFrom && i < loudFrom - 1;
  const isLoud = (_: unknown, i: number): boolean => i >= loudFrom;
  const quiet = beside(plain.filter(isQuiet), ruled.filter(isQuiet));
  const loud = beside(plain.filter(isLoud), ruled.filter(isLoud));
  const [plainLoud, ruledLoud] = [plain.filter(isLoud), ruled.filter(isLoud)];
  const p = (rounds: readonly Round[], what: string, share: number): number =>
    rounded(quantile(latenciesOf(rounds, what), share));
  const incidents = latenciesOf(ruledLoud, 'alert').length;
  const incidentsPerRound = incidents / Math.max(1, ruledLoud.length);
  const readings = sum(ruledLoud.map((round) => round.readings));
  const behind = (share: number): number =>
    rounded(
      quantile(
        ruledLoud.flatMap((round) => round.behind),
        share,
      ),
    );
  const both = (name: string, rounds: readonly Round[], what: string) => ({
    [`${name}_p50_ms`]: p(rounds, what, 0.5),
    [`${name}_p99_ms`]: p(rounds, what, 0.99),
  });
  return {
    readings_per_s: Math.round(readings / sum(ruledLoud.map(({ seconds }) => seconds))),
    incidents,
    missed: sum(ruled.map(({ missed }) => missed)),
    ...both('reading_to_webhook', ruledLoud, 'webhook'),
    ...both('reading_to_frame', ruledLoud, 'alert'),
    ...both('reading_added', ruledLoud, 'reading'),
    ...both('reading_added_plain', plainLoud, 'reading'),
    webhook_behind_reading_p50_ms: behind(0.5),
    webhook_behind_reading_p99_ms: behind(0.99),
    ...both('bare_post', ruledLoud, 'bare'),
    us_per_reading: rounded(quiet.moreUs),
    us_per_reading_and_rule: rounded(quiet.moreUs / rulesPerReading, 2),
    us_per_reading_plain: rounded(quiet.plainUs),
    cpu_ratio: rounded(quiet.ratio, 2),
    cpu_ratio_raising: rounded(loud.ratio, 2),
    cpu_ms_per_incident: rounded(
      ((loud.moreUs - quiet.moreUs) * (readings / ruledLoud.length)) / 1_000 / incidentsPerRound,
    ),
    first_us_per_sensor: rounded(
      sum(ruled.slice(0, quietFrom).map((round, i) => usPerReading(round) - usPerReading(plain[i] as Round))),
    ),
    webhook_bare_ratio: rounded(p(ruledLoud, 'webhook', 0.99) / p(ruledLoud, 'bare', 0.99), 2),
    frame_ratio: rounded(p(ruledLoud, 'alert', 0.99) / p(plainLoud, 'reading', 0.99), 2),
  };
};
