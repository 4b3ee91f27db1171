/** Builders for the replay's tests: a small pack, a clock that jumps, and a platform that remembers what it was told. */
import { createLog } from '@aqmrg/platform/log.ts';
import { hourMs, recordedHours } from './calendar.ts';
import type { Registrations, ReplayedReading, ReportBatch, SleepUntil } from './contract.ts';
import { monitors } from './monitors.ts';
import type { Pack, Recording } from './pack.ts';

/** `count` monitors; the value of an hour is its place in the year, every hour in `gaps` is missing. */
export const makePack = (count: number, gaps: (hour: number) => boolean = () => false): Pack => ({
  recordings: monitors.slice(0, count).map(
    (monitor): Recording => ({
      monitor,
      values: Float64Array.from({ length: recordedHours }, (_, hour) => (gaps(hour) ? Number.NaN : hour)),
      flagAt: () => 'GOOD',
    }),
  ),
  cohort: {
    devices: [{ device: 'aq_1', deviceId: 'x1', latitude: 1, longitude: 32, hours: 2 }],
    hours: [0, 1].map((hour) => ({
      device: 'aq_1',
      periodStart: Date.UTC(2026, 4, 15) + hour * hourMs,
      s1: 30,
      s2: 0,
    })),
  },
  sites: [],
});

/** Time that passes only in sleep: each sleep jumps to its end, but never beyond `end`; there it lasts until the signal aborts. */
export const makeTime = (start: number, end: number) => {
  let now = start;
  const reached = Promise.withResolvers<void>();
  const sleepUntil: SleepUntil = async (instant, signal) => {
    now = Math.max(now, Math.min(instant, end));
    if (instant <= end || signal.aborted) return;
    reached.resolve();
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  };
  return { now: () => now, sleepUntil, reached: reached.promise, spend: (ms: number) => (now += ms) };
};

export interface Told extends ReplayedReading {
  readonly delivery: ReportBatch['delivery'];
  readonly toldAt: number;
}

export const makePlatform = (now: () => number) => {
  const told: Told[] = [];
  const batches: ReportBatch[] = [];
  const registered: Registrations[] = [];
  return {
    told,
    batches,
    registered,
    register: async (registrations: Registrations) => void registered.push(registrations),
    report: async (batch: ReportBatch) => {
      batches.push(batch);
      for (const reading of batch.readings)
        told.push({ ...reading, delivery: batch.delivery, toldAt: now() });
      return [];
    },
    newest: async (sensorIds: readonly string[]) => {
      const ends = new Map<string, number>();
      for (const { sensorId, periodEnd } of told) {
        if (sensorIds.includes(sensorId)) ends.set(sensorId, Math.max(ends.get(sensorId) ?? 0, periodEnd));
      }
      return ends;
    },
  };
};

export const silentLog = createLog('silent');
