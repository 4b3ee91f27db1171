import type { QualityTest } from '@aqmrg/schema/events/readings.ts';
import type { QualityTestName } from '@aqmrg/schema/events/vocabulary.ts';
import { assessAt } from './assess.ts';
import type { Assessable, AssessOptions } from './assessable.ts';

export const hourMs = 3_600_000;
export const hourly = { reportingIntervalMs: hourMs } as const;

/** The hour after `hour` hours of 2025, of a reference monitor, received as it ended. */
export const makeAssessable = (hour: number, value: number, over: Partial<Assessable> = {}): Assessable => {
  const periodStart = over.periodStart ?? Date.UTC(2025, 0, 1) + hour * hourMs;
  const periodEnd = over.periodEnd ?? periodStart + hourMs;
  return {
    quantity: 'PM25',
    value,
    channels: [],
    receivedAt: periodEnd,
    delivery: 'LIVE',
    kind: 'REFERENCE',
    ...over,
    periodStart,
    periodEnd,
  };
};

/** Hours one after another. */
export const makeSeries = (values: readonly number[], over: Partial<Assessable> = {}): Assessable[] =>
  values.map((value, hour) => makeAssessable(hour, value, over));

/** The seven tests of each reading of a series. */
export const assess = (series: readonly Assessable[], options: AssessOptions): QualityTest[][] =>
  series.map((_, at) => assessAt((index) => series[index], at, options));

/** One test's verdicts over a series. */
export const verdicts = (
  name: QualityTestName,
  series: readonly Assessable[],
  options = hourly as { reportingIntervalMs: number | null },
): QualityTest[] =>
  assess(series, options).map((tests) => {
    const found = tests.find(({ test }) => test === name);
    if (found === undefined) throw new Error(`no test ${name}`);
    return found;
  });

export const flags = (name: QualityTestName, series: readonly Assessable[]): string =>
  verdicts(name, series)
    .map(({ flag }) => flag[0])
    .join('');
