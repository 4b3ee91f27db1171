import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Average, HourSpan } from '../hours.ts';
import { type TableName, tableOn } from '../us-epa-tables.ts';
import { type Averaging, type Candidate, makeCandidate } from './air-quality-index.ts';
import { truncate } from './rounding.ts';
import { usEpaCategory, usEpaIndex } from './us-epa.ts';

/** An average in the canonical unit, or null where too few hours counted; how and over what it was taken. */
export interface Averaged {
  readonly average: Average | null;
  readonly averaging: Averaging;
  readonly span: HourSpan;
}

/** The candidate of a quantity by one table. `date`: local ISO date, for the table in force. */
export const byTable = (
  quantity: Quantity,
  name: TableName,
  { average, averaging, span }: Averaged,
  date: string,
): Candidate | null => {
  if (average === null) return null;
  const { index, concentration } = usEpaIndex(name, average.value, date);
  if (index === null) return null;
  return fixedAt(
    index,
    { quantity, concentration, unit: tableOn(name, date).unit, averaging },
    average,
    span,
  );
};

const fixedAt = (
  index: number,
  sub: Pick<Candidate['sub'], 'quantity' | 'concentration' | 'unit' | 'averaging'>,
  average: Average,
  span: HourSpan,
): Candidate => makeCandidate({ ...sub, index }, average, usEpaCategory(index), span);

const topOfEightHours = 300;

/**
 * O3: the higher of the 8 h and the 1 h index, which begins at 0.125 ppm (40 CFR 58 App. G, table 2). An 8 h mean above
 * its last breakpoint leaves the index to the 1 h value; where that gives less, the index is the 8 h table's end.
 */
export const ozone = (eight: Averaged, one: Averaged, date: string): Candidate | null => {
  const eightPpm = inPpm(eight);
  const byOne = byTable('O3', 'O3_1h', inPpm(one), date);
  const byEight = byTable('O3', 'O3_8h', eightPpm, date) ?? beyondEightHours(eightPpm, date);
  if (byOne === null || byEight === null) return byEight ?? byOne;
  return byOne.severity > byEight.severity ? byOne : byEight;
};

const inPpm = (averaged: Averaged): Averaged => ({
  ...averaged,
  average: averaged.average && { ...averaged.average, value: averaged.average.value / 1000 },
});

const beyondEightHours = ({ average, averaging, span }: Averaged, date: string): Candidate | null => {
  if (average === null) return null;
  const { decimals, unit } = tableOn('O3_8h', date);
  const concentration = truncate(average.value, decimals);
  return fixedAt(topOfEightHours, { quantity: 'O3', concentration, unit, averaging }, average, span);
};

const topOfOneHourPpb = 304;
const topOfOneHour = 200;

/**
 * SO2: the 1 h value up to an index of 200. From 305 ppb on the 24 h mean decides, and where that is below 305 ppb the
 * index is 200 (40 CFR 58 App. G, table 2, footnotes).
 */
export const sulphurDioxide = (one: Averaged, day: Averaged, date: string): Candidate | null => {
  if (one.average === null) return null;
  const concentration = truncate(one.average.value, 0);
  if (concentration <= topOfOneHourPpb) return byTable('SO2', 'SO2_1h', one, date);
  if (day.average !== null && truncate(day.average.value, 0) > topOfOneHourPpb)
    return byTable('SO2', 'SO2_1h', day, date);
  const { unit } = tableOn('SO2_1h', date);
  const sub = { quantity: 'SO2', concentration, unit, averaging: one.averaging } as const;
  return fixedAt(topOfOneHour, sub, one.average, one.span);
};
