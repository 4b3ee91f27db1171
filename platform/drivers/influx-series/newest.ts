import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { flux } from '@influxdata/influxdb-client';
import { bySeries, type SeriesKey } from '../series/order.ts';
import { type Flux, keep, mostTags, pipe, pointsOf, results, tagIn } from './flux.ts';
import { measurements } from './layout.ts';
import { readingIn } from './line-protocol.ts';
import { nameOf, type Store } from './lookups.ts';
import { type Cells, cellsOf } from './rows.ts';
import { slicesOf } from './stretches.ts';
import { fromTag, toTag } from './tag-text.ts';

/** A point of the bucket `latest`: its tags and fields by their names. */
type Point = Map<string, string>;
const cellOfPoint: Cells<Point> = (name) => (point) => point.get(name) ?? '';

interface Asked {
  readonly sensorIds: readonly string[];
  /** Absent: all. */
  readonly quantities?: readonly Quantity[] | undefined;
  readonly fields: readonly string[];
}

/**
 * Last values lie at one instant, whole: nothing is searched. Storage gives each field of all the series at once, and they are joined here: a pivot
 * of so many series of one point takes InfluxDB twice as long.
 */
const pointsOfLatest = async (
  { server, buckets }: Store,
  { sensorIds, quantities, fields }: Asked,
  signal?: AbortSignal,
): Promise<Point[]> => {
  const source = { bucket: buckets.latest, measurement: measurements.latest, from: 0, to: 1 };
  const conditions: Flux[] = [
    ...(quantities === undefined ? [] : [tagIn('quantity', [...new Set(quantities)])]),
    tagIn('_field', fields),
  ];
  const byField = flux`group(columns: ["_field"])`;
  const columns = keep(['_field', '_value', 'sensor', 'quantity']);
  const points = new Map<string, Point>();
  for (const some of slicesOf([...new Set(sensorIds)], mostTags)) {
    const asked = pointsOf(source, [tagIn('sensor', some.map(toTag)), ...conditions]);
    await server.query(
      results([pipe(asked, byField, columns)]),
      (table) => {
        const cell = cellsOf(table);
        const [field, value] = [cell('_field'), cell('_value')];
        const [sensor, quantity] = [cell('sensor'), cell('quantity')];
        return (row) => {
          const [ofSensor, ofQuantity] = [sensor(row), quantity(row)];
          const name = `${ofQuantity} ${ofSensor}`;
          let point = points.get(name);
          if (point === undefined) {
            point = new Map([['sensor', ofSensor]]).set('quantity', ofQuantity);
            points.set(name, point);
          }
          point.set(field(row), value(row));
        };
      },
      signal,
    );
  }
  return [...points.values()];
};

export const queryLatest = async (
  store: Store,
  sensorIds: readonly string[],
  quantities?: readonly Quantity[],
  signal?: AbortSignal,
): Promise<readonly Reading[]> => {
  if (quantities?.length === 0) return [];
  const points = await pointsOfLatest(store, { sensorIds, quantities, fields: ['reading'] }, signal);
  return points.map((point) => readingIn(cellOfPoint('reading')(point))).sort(bySeries);
};

/** What must be known of the newest row of a series. */
export interface Newest extends SeriesKey {
  readonly start: number;
  readonly end: number;
  readonly revision: number;
}

export const newestOf = async (
  store: Store,
  series: readonly SeriesKey[],
): Promise<ReadonlyMap<string, Newest>> => {
  const points = await pointsOfLatest(store, {
    sensorIds: series.map(({ sensorId }) => sensorId),
    quantities: series.map(({ quantity }) => quantity),
    fields: ['start', 'end', 'revision'],
  });
  const number = (point: Point, name: string) => Number(cellOfPoint(name)(point));
  return new Map(
    points.map((point) => {
      const newest = {
        sensorId: fromTag(cellOfPoint('sensor')(point)),
        quantity: cellOfPoint('quantity')(point) as Quantity,
        start: number(point, 'start'),
        end: number(point, 'end'),
        revision: number(point, 'revision'),
      };
      return [nameOf(newest), newest];
    }),
  );
};
