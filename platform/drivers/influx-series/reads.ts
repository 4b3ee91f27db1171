import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { type Quantity, qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import { flux, fluxInteger } from '@influxdata/influxdb-client';
import type { HourlyMean, HourlyQuery, ReadingsQuery, StoredReading } from '../../ports/series.ts';
import { byKey, bySeries } from '../series/order.ts';
import { highestOf } from './current.ts';
import { type Flux, mostTags, pipe, pointsOf, results, tagIn, whole, withAll } from './flux.ts';
import { hourFields, measurements, rowFields } from './layout.ts';
import type { Store } from './lookups.ts';
import { cellsOf, msOf, onceFor, rowReader } from './rows.ts';
import { slicesOf } from './stretches.ts';
import { fromTag, toTag } from './tag-text.ts';

const tagsIn = (sensorIds: readonly string[], quantities: readonly Quantity[] | undefined): Flux[] => [
  tagIn('sensor', sensorIds.map(toTag)),
  ...(quantities === undefined ? [] : [tagIn('quantity', [...new Set(quantities)])]),
];

/** A bounded number of sensors a query, one after the other. */
const slicesOfSensors = (sensorIds: readonly string[]) => slicesOf([...new Set(sensorIds)], mostTags);

export const queryHourly = async (
  { server, buckets }: Store,
  { sensorIds, quantities, from, to }: HourlyQuery,
  signal?: AbortSignal,
): Promise<readonly HourlyMean[]> => {
  if (quantities.length === 0 || from >= to) return [];
  const source = { bucket: buckets.hours, measurement: measurements.hour, from, to };
  const hours: HourlyMean[] = [];
  for (const some of slicesOfSensors(sensorIds)) {
    const program = results([pipe(pointsOf(source, tagsIn(some, quantities)), whole, withAll(hourFields))]);
    await server.query(
      program,
      (table) => {
        const cell = cellsOf(table);
        const sensorOf = onceFor(fromTag);
        const [sensor, quantity, time] = [cell('sensor'), cell('quantity'), cell('_time')];
        const [mean, count, covered] = [cell('mean'), cell('count'), cell('covered')];
        return (row) => {
          if (count(row) === '0') return;
          hours.push({
            sensorId: sensorOf(sensor(row)),
            quantity: quantity(row) as Quantity,
            hourStart: msOf(time(row)),
            mean: Number(mean(row)),
            count: Number(count(row)),
            coveredMs: Number(covered(row)),
          });
        };
      },
      signal,
    );
  }
  return hours.sort((a, b) => bySeries(a, b) || a.hourStart - b.hourStart);
};

/** Rows that start in [from, to); where there are `most`, not all of those that start last may be among them. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly most?: number;
}

const rowsIn = async (
  { server, buckets }: Store,
  { sensorId, quantity, quality, asOf }: ReadingsQuery,
  { from, to, most }: Stretch,
  signal: AbortSignal | undefined,
): Promise<StoredReading[]> => {
  const tags = tagsIn([sensorId], [quantity]);
  const current = { bucket: buckets.readings, measurement: measurements.reading, from, to };
  const superseded = { bucket: buckets.revisions, measurement: measurements.revision, from, to };
  const first =
    most === undefined ? [] : [flux`group() |> sort(columns: ["_time"]) |> limit(n: ${fluxInteger(most)})`];
  const complete = withAll(rowFields);
  const isCurrent = flux`filter(fn: (r) => r.revision > 0)`;
  const known = flux`filter(fn: (r) => r.known <= ${fluxInteger(asOf ?? 0)})`;
  const replacedLater = flux`filter(fn: (r) => r.until > ${fluxInteger(asOf ?? 0)})`;
  const pieces =
    asOf === undefined
      ? [pipe(pointsOf(current, [...tags, tagIn('quality', quality)]), whole, complete, isCurrent, ...first)]
      : [
          pipe(pointsOf(current, tags), whole, complete, isCurrent, known),
          pipe(pointsOf(superseded, tags), whole, complete, known, replacedLater),
        ];
  const rows: StoredReading[] = [];
  await server.query(
    results(pieces),
    (table) => {
      const rowOf = rowReader(cellsOf(table));
      return (cells) => {
        rows.push(rowOf(cells));
      };
    },
    signal,
  );
  return rows;
};

const minuteMs = 60_000;
const firstStretchMs = 60 * minuteMs;
/** Read beyond the page: readings that start together are taken all or none. */
const margin = 64;

/**
 * Reads on from the last row seen, in stretches of time that grow until the page is full: a page costs what it holds, however long the span is.
 * As of a time, both the rows and what they replaced are read, and of each key the highest revision known by then is taken.
 */
export const queryReadings = async (
  store: Store,
  query: ReadingsQuery,
  signal?: AbortSignal,
): Promise<readonly Reading[]> => {
  const { after, asOf, limit } = query;
  const to = Math.min(query.to, query.startsBefore ?? query.to);
  const quality = qualityFlags.filter((flag) => query.quality.includes(flag));
  if (quality.length === 0 || limit <= 0) return [];
  const isAsked = ({ reading }: StoredReading): boolean =>
    reading.periodStart >= query.from &&
    reading.periodEnd <= query.to &&
    quality.includes(reading.quality) &&
    (after === undefined ||
      reading.periodStart > after.periodStart ||
      (reading.periodStart === after.periodStart && reading.periodEnd > after.periodEnd));

  const page: Reading[] = [];
  let from = Math.max(query.from, after?.periodStart ?? query.from);
  let lengthMs = Math.max(firstStretchMs, limit * minuteMs);
  while (from < to && page.length < limit) {
    const read = (stretch: Stretch) => rowsIn(store, { ...query, quality }, stretch, signal);
    const most = limit - page.length + margin;
    let end = Math.min(from + lengthMs, to);
    let rows = await read({ from, to: end, most });
    const isCut = asOf === undefined && rows.length >= most;
    if (isCut) {
      end = Math.max(...rows.map(({ reading }) => reading.periodStart));
      if (end === from) {
        end = from + 1;
        rows = await read({ from, to: end });
      }
    }
    const complete = rows.filter(({ reading }) => reading.periodStart < end);
    const found = highestOf(complete).filter(isAsked).sort(byKey);
    page.push(...found.map(({ reading }) => reading));
    from = end;
    const missing = (limit - page.length) / Math.max(1, found.length);
    if (!isCut) lengthMs *= Math.ceil(Math.min(64, Math.max(2, missing)));
  }
  return page.slice(0, limit);
};
