/** Builders for the replay's tests: a small pack, a clock that jumps, and a platform that remembers what it was told. */
import { createLog } from '@aqmrg/platform/log.ts';
import { expect } from 'vitest';
import { dueAt, hourMs, recordedHours, twelveMonthsBefore } from './calendar.ts';
import type { Registrations, ReplayedReading, ReportBatch, SleepUntil } from './contract.ts';
import { type ReplayOptions, startReplay } from './index.ts';
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

export const start = Date.UTC(2026, 10, 23, 13, 20);

type Change = Partial<ReplayOptions> & { readonly from?: number; readonly hours?: number };

export const makeWorld = (
  { from = start, hours = 5, ...change }: Change = {},
  before: readonly Told[] = [],
) => {
  const time = makeTime(from, from + hours * hourMs);
  const platform = makePlatform(time.now);
  platform.told.push(...before);
  const options: ReplayOptions = {
    register: platform.register,
    report: platform.report,
    newest: platform.newest,
    now: time.now,
    sleepUntil: time.sleepUntil,
    speed: 1,
    log: silentLog,
    signal: new AbortController().signal,
    readPack: async () => makePack(3),
    ...change,
  };
  return { time, platform, options, run: () => startReplay(options) };
};

export const replayed = (told: readonly Told[]): Told[] => told.filter(({ replay }) => replay !== undefined);
export const keyOf = ({ sensorId, quantity, periodEnd }: Told): string =>
  [sensorId, quantity, periodEnd].join();

/** Every hour from twelve months before `start` that is due until `end` was told, and none twice. */
export const expectOnce = (told: readonly Told[], end: number): void => {
  const expected = new Set<string>();
  const first = Math.ceil((twelveMonthsBefore(start) + 1) / hourMs) * hourMs;
  for (const { monitor } of makePack(3).recordings) {
    for (let hour = first; dueAt(monitor.id, hour) <= end; hour += hourMs) {
      expected.add(`${monitor.id},PM25,${hour}`);
    }
  }
  expect(replayed(told)).toHaveLength(expected.size);
  expect(new Set(replayed(told).map(keyOf))).toEqual(expected);
};
