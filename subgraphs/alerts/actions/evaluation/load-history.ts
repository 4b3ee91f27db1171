import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { type EpochMs, type Quantity, qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import { airOf } from '../../domain/signal/air.ts';
import { emptyHistory, type Held } from './held.ts';

const hourMs = 3_600_000;
const pageSize = 5_000;
/** Readings of one quantity: a week of every minute. */
const mostReadings = 10_080;
/** Queries under way at once. */
const abreast = 8;

/** What of one sensor has to be known. */
export interface Need {
  readonly sensor: SensorChanged;
  readonly held: Held;
  readonly quantities: readonly Quantity[];
  readonly rawFrom: EpochMs;
  readonly hoursFrom: EpochMs;
}

const readPages = async (
  reader: Pick<SeriesReader, 'readings'>,
  span: {
    readonly sensorId: string;
    readonly quantity: Quantity;
    readonly from: EpochMs;
    readonly to: EpochMs;
  },
  signal: AbortSignal,
): Promise<readonly Reading[]> => {
  const found: Reading[] = [];
  while (found.length < mostReadings) {
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

/** Makes what is remembered of sensors reach as far back as their rules look. The newest readings are in the store already: it is written first. */
export const createLoadHistory =
  ({
    reader,
    now,
  }: {
    readonly reader: Pick<SeriesReader, 'readings' | 'hourly'>;
    readonly now: () => EpochMs;
  }) =>
  async (needs: readonly Need[], signal: AbortSignal): Promise<void> => {
    const to = now() + 24 * hourMs;
    const loadReadings = async ({ sensor, held, quantities, rawFrom }: Need): Promise<void> => {
      const from = Math.floor(rawFrom / hourMs) * hourMs;
      const history = emptyHistory(sensor);
      // what is older is not made up of the little that may come of it
      history.forget(from);
      for (const quantity of quantities) {
        const rows = await readPages(reader, { sensorId: sensor.sensorId, quantity, from, to }, signal);
        for (const row of rows) history.take(quantity, airOf(row));
      }
      Object.assign(held, { history, rawFrom: from });
    };
    const waiting = [...needs];
    const work = async (): Promise<void> => {
      for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) await loadReadings(need);
    };
    await Promise.all(Array.from({ length: abreast }, work));
    await giveHours(reader, needs, signal);
  };

const giveHours = async (
  reader: Pick<SeriesReader, 'hourly'>,
  needs: readonly Need[],
  signal: AbortSignal,
): Promise<void> => {
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
