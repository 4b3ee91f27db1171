import type { QualityTest, Reading } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { assessAt, overall } from './quality/assess.ts';
import type { Assessable } from './quality/assessable.ts';
import { toCanonical } from './units.ts';

export type Flags = Pick<Reading, 'quality' | 'tests'>;

/** What the source said stands in the reading's SOURCE test alone, and stays as it is. */
const sourceTestOf = ({ tests }: Reading): QualityTest | undefined =>
  tests.find(({ test }) => test === 'SOURCE');

const assessable = (reading: Reading, sensor: SensorChanged | undefined): Assessable => {
  const { quantity, periodStart, periodEnd, receivedAt, provenance } = reading;
  const { delivery, rawUnit, channels } = provenance;
  const said = sourceTestOf(reading)?.flag;
  return {
    quantity,
    periodStart,
    periodEnd,
    value: reading.uncorrected,
    channels:
      rawUnit === reading.unit
        ? channels
        : channels.map(({ name, value }) => ({ name, value: toCanonical(quantity, value, rawUnit).value })),
    receivedAt,
    delivery,
    sourceFlag: said === 'UNKNOWN' ? undefined : said,
    kind: sensor?.kind ?? 'UNKNOWN',
  };
};

/** Judges single readings of one sensor and quantity, sorted by periodStart and periodEnd, by the ones before them. */
export const judgeOf = (
  series: readonly Reading[],
  sensor: SensorChanged | undefined,
): ((index: number) => Flags) => {
  // most are never looked at: a test mostly looks back a few readings
  const known: (Assessable | undefined)[] = new Array(series.length);
  const seen = (index: number): Assessable | undefined => {
    const reading = series[index];
    if (reading) known[index] ??= assessable(reading, sensor);
    return known[index];
  };
  const options = { reportingIntervalMs: sensor?.reportingIntervalMs ?? null };
  return (index) => {
    const made = assessAt(seen, index, options);
    const said = sourceTestOf(series[index] as Reading);
    const tests = said ? made.map((one) => (one.test === 'SOURCE' ? said : one)) : made;
    return { tests, quality: overall(tests) };
  };
};
