import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { type EpochMs, type Quantity, qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import { airOf } from '../../domain/signal/air.ts';
import { emptyHistory, type Held } from './held.ts';

const hourMs = 3_600_000;
const pageSize = 5_000;
/** Readings of one quantity: a week of every minute. Of a sensor that tells more often the newest. */
const mostReadings = 10_080;
/** Where there are more, they are read in such parts, the newest first. */
const partMs = 6 * hourMs;
/** Queries under way at once. */
const abreast = 8;

/** What of one sensor has to be known. */
export interface Need {
  readonly sensor: SensorChanged;
  readonly isReplayed: boolean;
  readonly held: Held;
  readonly quantities: readonly Quantity[];
  readonly rawFrom: EpochMs;
  readonly hoursFrom: EpochMs;
}

interface Wanted {
  readonly sensorId: string;
  readonly quantity: Quantity;
  readonly from: EpochMs;
  readonly to: EpochMs;
}
type Reader = Pick<SeriesReader, 'readings' | 'hourly'>;

/** In order; no more than a page beyond what is kept. */
const readPages = async (reader: Reader, span: Wanted, signal: AbortSignal): Promise<readonly Reading[]> => {
  const found: Reading[] = [];
  while (found.length <= mostReadings) {
    const last = found.at(-1);
    const page = await reader.readings(
      { ...span, quality: qualityFlags, limit: pageSize, ...(last ? { after: last } : {}) },
      signal,
    );
    found.push(...page);
    if (page.length < pageSize) break;
  }
  return found;
};

/** Those of a span, or as many of the newest as are kept, and from when on they are all there. */
const readNewest = async (
  reader: Reader,
  span: Wanted,
  signal: AbortSignal,
): Promise<{ readonly from: EpochMs; readonly rows: readonly Reading[] }> => {
  const all = await readPages(reader, span, signal);
  if (all.length <= mostReadings) return { from: span.from, rows: all };
  const rows: Reading[] = [];
  let from = span.to;
  while (from > span.from && rows.length < mostReadings) {
    const part = { ...span, from: Math.max(span.from, from - partMs), to: from };
    rows.push(...(await readPages(reader, part, signal)));
    from = part.from;
  }
  return { from, rows };
};

/** Makes what is remembered of sensors reach as far back as their rules look. The newest readings are in the store already: it is written first. */
export const createLoadHistory =
  ({ reader, now }: { readonly reader: Reader; readonly now: () => EpochMs }) =>
  async (needs: readonly Need[], signal: AbortSignal): Promise<void> => {
    // a device's clock may be ahead
    const to = Math.ceil(now() / hourMs) * hourMs + hourMs;
    const loadReadings = async ({
      sensor,
      isReplayed,
      held,
      quantities,
      rawFrom,
      hoursFrom,
    }: Need): Promise<void> => {
      const from = Math.floor(rawFrom / hourMs) * hourMs;
      const read = await Promise.all(
        quantities.map((quantity) =>
          readNewest(reader, { sensorId: sensor.sensorId, quantity, from, to }, signal),
        ),
      );
      const whole = Math.max(from, ...read.map((one) => one.from));
      const history = emptyHistory(sensor);
      // what is older is not made up of the little that may come of it
      history.forget(whole, Math.min(whole, hoursFrom));
      for (const row of read.flatMap(({ rows }) => rows))
        if ((row.provenance.replayOf !== null) === isReplayed) history.take(row.quantity, airOf(row));
      Object.assign(held, { history, rawFrom: whole, quantities: new Set(quantities) });
    };
    const waiting = [...needs];
    const work = async (): Promise<void> => {
      for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) await loadReadings(need);
    };
    await Promise.all(Array.from({ length: abreast }, work));
    await giveHours(reader, needs, signal);
  };

const giveHours = async (reader: Reader, needs: readonly Need[], signal: AbortSignal): Promise<void> => {
  const ofHours = needs.filter(({ hoursFrom, held }) => hoursFrom < held.rawFrom);
  if (ofHours.length === 0) return;
  const sensorIds = ofHours.map(({ sensor }) => sensor.sensorId);
  const quantities = [...new Set(ofHours.flatMap((need) => need.quantities))];
  const from = Math.floor(Math.min(...ofHours.map(({ hoursFrom }) => hoursFrom)) / hourMs) * hourMs;
  const to = Math.max(...ofHours.map(({ held }) => held.rawFrom));
  const hours = await reader.hourly({ sensorIds, quantities, from, to }, signal);
  const bySensor = Map.groupBy(hours, ({ sensorId }) => sensorId);
  for (const { sensor, held } of ofHours) {
    const its = bySensor.get(sensor.sensorId) ?? [];
    // hours that follow from readings are left to them
    held.history.giveHours(its.filter(({ hourStart }) => hourStart < held.rawFrom));
    held.hoursFrom = from;
  }
};
