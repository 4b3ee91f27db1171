import type { QualityFlag, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Span, StoredReading } from '../../ports/series.ts';
import type { SeriesKey } from '../series/order.ts';
import { type Flux, isField, isThere, keep, pipe, pointsOf, results, tagIn } from './flux.ts';
import { type BucketNames, measurements } from './layout.ts';
import { keyOf, keyOfRow, type Standing } from './plan.ts';
import { type Counted, counts, hourOf } from './roll-up.ts';
import { cellsOf, msOf, onceFor } from './rows.ts';
import type { ReadTable, Server } from './server.ts';
import { type Stretch, slicesOf, stretchesOf } from './stretches.ts';
import { fromTag, toTag } from './tag-text.ts';

/** What every piece of work needs. */
export interface Store {
  readonly server: Server;
  readonly buckets: BucketNames;
}

export const nameOf = ({ sensorId, quantity }: SeriesKey): string => `${quantity} ${sensorId}`;

const hourMs = 3_600_000;
/** Spans of one sensor are read as one where they are less than six hours apart. */
export const byHours = { grainMs: hourMs, gapMs: 6 * hourMs };

/** Results of one query: each costs InfluxDB about a millisecond to plan. */
const mostResults = 50;

export const readAll = async ({ server }: Store, pieces: readonly Flux[], read: ReadTable): Promise<void> => {
  for (const some of slicesOf(pieces, mostResults)) await server.query(results(some), read);
};

export const readingsIn = (
  { buckets }: Store,
  { quantity, sensorIds, from, to }: Stretch,
  ...conditions: readonly Flux[]
): Flux =>
  pointsOf({ bucket: buckets.readings, measurement: measurements.reading, from, to }, [
    tagIn('quantity', [quantity]),
    tagIn('sensor', sensorIds.map(toTag)),
    ...conditions,
  ]);

/** The columns that tell where a point stands. */
const placeColumns = ['_time', '_value', 'sensor', 'quantity', 'length', 'quality'];

const placeReader = (table: Parameters<ReadTable>[0]) => {
  const cell = cellsOf(table);
  const sensorOf = onceFor(fromTag);
  const [sensor, quantity, length] = [cell('sensor'), cell('quantity'), cell('length')];
  const [quality, time, value] = [cell('quality'), cell('_time'), cell('_value')];
  return (row: readonly string[]) => ({
    sensorId: sensorOf(sensor(row)),
    quantity: quantity(row) as Quantity,
    quality: quality(row) as QualityFlag,
    start: msOf(time(row)),
    length: Number(length(row)),
    value: Number(value(row)),
  });
};

const lengthOf = ({ reading }: StoredReading): number => reading.periodEnd - reading.periodStart;

const startOf = ({ reading: { sensorId, quantity, periodStart } }: StoredReading): Span => ({
  sensorId,
  quantity,
  from: periodStart,
  to: periodStart,
});

/** More lengths than this in a batch are not told apart when it is looked up. */
const fewLengths = 8;

const standingPieces = (store: Store, rows: readonly StoredReading[]): Flux[] => {
  const columns = keep(placeColumns);
  const lengths = Map.groupBy(rows, lengthOf);
  if (lengths.size > fewLengths) {
    return stretchesOf(rows.map(startOf), byHours).map((stretch) =>
      pipe(readingsIn(store, stretch, isField('revision')), columns),
    );
  }
  return [...lengths].flatMap(([length, ofLength]) =>
    // gaps are as wide as a hundred rows, which are read with the others at little cost
    stretchesOf(ofLength.map(startOf), { grainMs: Math.max(hourMs, length), gapMs: 100 * length }).map(
      (stretch) =>
        pipe(readingsIn(store, stretch, tagIn('length', [String(length)]), isField('revision')), columns),
    ),
  );
};

/** Which revisions of the keys of these rows stand in the store, and where. */
export const standingsOf = async (
  store: Store,
  rows: readonly StoredReading[],
): Promise<ReadonlyMap<string, readonly Standing[]>> => {
  const wanted = new Set(rows.map(keyOfRow));
  const standings = new Map<string, Standing[]>();
  await readAll(store, standingPieces(store, rows), (table) => {
    const placeOf = placeReader(table);
    return (row) => {
      const { sensorId, quantity, start, length, quality, value: revision } = placeOf(row);
      const key = keyOf(sensorId, quantity, start, length);
      if (revision === 0 || !wanted.has(key)) return;
      const others = standings.get(key);
      if (others) others.push({ quality, revision });
      else standings.set(key, [{ quality, revision }]);
    };
  });
  return standings;
};

/** What counts in the hours in which these rows start. */
export const countedWith = async (store: Store, rows: readonly StoredReading[]): Promise<Counted[]> => {
  const spans = rows
    .filter((row) => counts(lengthOf(row)))
    .map((row) => {
      const { sensorId, quantity, periodStart } = row.reading;
      return { sensorId, quantity, from: hourOf(periodStart), to: hourOf(periodStart) + hourMs - 1 };
    });
  const good = tagIn('quality', ['GOOD', 'UNKNOWN']);
  const pieces = stretchesOf(spans, byHours).map((stretch) =>
    pipe(readingsIn(store, stretch, good, isField('value'), isThere), keep(placeColumns)),
  );
  const counted: Counted[] = [];
  await readAll(store, pieces, (table) => {
    const placeOf = placeReader(table);
    return (row) => {
      counted.push(placeOf(row));
    };
  });
  return counted;
};
