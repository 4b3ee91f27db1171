import type { Provenance, QualityTest, Reading } from '@aqmrg/schema/events/readings.ts';
import type { QualityFlag, Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';
import type { FluxTableMetaData } from '@influxdata/influxdb-client';
import type { LogPlace, StoredReading } from '../../ports/series.ts';
import { fromTag } from './tag-text.ts';

/** The cells of a row by their names, as the texts that InfluxDB sends. One that is not there reads as an empty text. */
export type Cells<R> = (name: string) => (row: R) => string;

export const cellsOf = (table: FluxTableMetaData): Cells<readonly string[]> => {
  const places = new Map(table.columns.map(({ label, index }) => [label, index]));
  return (name) => {
    const place = places.get(name);
    return place === undefined ? () => '' : (row) => row[place] as string;
  };
};

/** Many rows in a row say the same: a text is turned once, and the result is shared. */
export const onceFor = <T>(turn: (text: string) => T): ((text: string) => T) => {
  let [last, value]: [string | undefined, T | undefined] = [undefined, undefined];
  return (text) => {
    if (text !== last) [last, value] = [text, turn(text)];
    return value as T;
  };
};

const frozen = <T>(text: string): T => JSON.parse(text, (_, part) => Object.freeze(part)) as T;

/** RFC 3339 with up to nanoseconds, of which the whole milliseconds count. */
export const msOf = (time: string): number => Date.parse(time);

const placeOf = (text: string): LogPlace => {
  const [partition, offset, index] = text.split('/').map(Number) as [number, number, number];
  return { partition, offset, index };
};

const numbersIn =
  <R>(cell: Cells<R>) =>
  (name: string) => {
    const text = cell(name);
    return (row: R) => Number(text(row));
  };

export interface Period {
  readonly periodStart: number;
  readonly periodEnd: number;
}

/** As rows of the buckets `readings` and `revisions` tell it. */
const periodOfPoint = <R>(cell: Cells<R>): ((row: R) => Period) => {
  const [time, length] = [cell('_time'), numbersIn(cell)('length')];
  return (row) => {
    const periodStart = msOf(time(row));
    return { periodStart, periodEnd: periodStart + length(row) };
  };
};

/** Reads rows of whatever bucket. */
export const rowReader = <R>(cell: Cells<R>): ((row: R) => StoredReading) => {
  const periodOf = periodOfPoint(cell);
  const number = numbersIn(cell);
  const [sensor, quantity, quality] = [cell('sensor'), cell('quantity'), cell('quality')];
  const [value, uncorrected, raw] = [number('value'), number('uncorrected'), number('raw')];
  const [revision, known, received] = [number('revision'), number('known'), number('received')];
  const [unit, tests, provenance] = [cell('unit'), cell('tests'), cell('provenance')];
  const [reported, caused, hash] = [cell('reported'), cell('caused'), cell('hash')];
  const sensorOf = onceFor(fromTag);
  const testsOf = onceFor<QualityTest[]>(frozen);
  const originOf = onceFor<Omit<Provenance, 'rawValue'>>(frozen);

  return (row) => {
    const reading: Reading = {
      sensorId: sensorOf(sensor(row)),
      quantity: quantity(row) as Quantity,
      ...periodOf(row),
      value: value(row),
      unit: unit(row) as Unit,
      uncorrected: uncorrected(row),
      revision: revision(row),
      quality: quality(row) as QualityFlag,
      tests: testsOf(tests(row)),
      provenance: { ...originOf(provenance(row)), rawValue: raw(row) },
      receivedAt: received(row),
    };
    return {
      reading,
      reportedAt: placeOf(reported(row)),
      causedBy: placeOf(caused(row)),
      contentHash: fromTag(hash(row)),
      knownAt: known(row),
    };
  };
};
