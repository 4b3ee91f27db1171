import type { Log } from '@aqmrg/platform/log.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { airQoReadings, registerAirQo } from './airqo.ts';
import { twelveMonthsBefore } from './calendar.ts';
import { replayClock } from './clock.ts';
import type { Newest, Register, Registrations, Report, SleepUntil } from './contract.ts';
import { registerEmbassies } from './embassies.ts';
import { followHours } from './follow-hours.ts';
import { loadHistory, loadRows } from './load-history.ts';
import { type Pack, readPack } from './pack.ts';
import { persist, Stopped } from './persist.ts';
import { makeSender } from './send.ts';
import { sleepBy } from './sleep.ts';

export type * from './contract.ts';

const dayMs = 86_400_000;

export interface ReplayOptions {
  readonly register: Register;
  readonly report: Report;
  readonly newest: Newest;
  readonly now: () => EpochMs;
  /** 1 = real time. Above it, the replay begins 24 h back and runs so many times faster until it meets real time. */
  readonly speed: number;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly sleepUntil?: SleepUntil;
  readonly readPack?: () => Promise<Pack>;
}

export interface RunningReplay {
  /** Resolves when it has ended: stopped, or failed and logged. */
  readonly done: Promise<void>;
  /** Ends at once; resolves when the report in hand has been answered. */
  readonly stop: () => Promise<void>;
}

const join = (parts: readonly Registrations[]): Registrations => ({
  networks: parts.flatMap((part) => part.networks),
  sites: parts.flatMap((part) => part.sites),
  sensors: parts.flatMap((part) => part.sensors),
});

/** Where replay time begins: now; or, when it runs faster, 24 h back, but never before what was already heard. */
const beginning = (now: EpochMs, speed: number, heard: Iterable<EpochMs>): EpochMs => {
  if (speed <= 1) return now;
  let from = now - dayMs;
  for (const end of heard) from = Math.max(from, Math.min(end, now));
  return from;
};

const replay = async (options: ReplayOptions & { readonly sleepUntil: SleepUntil }): Promise<void> => {
  const { now, speed, log, register, newest } = options;
  const pack = await (options.readPack ?? readPack)();
  const registrations = join([registerEmbassies(pack.recordings), registerAirQo(pack)]);
  await persist('register its sensors', () => register(registrations), options);
  const ids = registrations.sensors.map((sensor) => sensor.id);
  const heard = await persist('ask what was heard', () => newest(ids), options);
  const send = makeSender(options);

  const fixed = airQoReadings(pack).filter(
    ({ sensorId, periodEnd }) => periodEnd <= now() && periodEnd > (heard.get(sensorId) ?? 0),
  );
  await loadRows(fixed, send);

  const started = now();
  const heardOfMonitors = pack.recordings.flatMap(({ monitor }) => heard.get(monitor.id) ?? []);
  const from = beginning(started, speed, heardOfMonitors);
  const told = new Map<string, EpochMs>(
    pack.recordings.map(({ monitor: { id } }) => [
      id,
      Math.max(twelveMonthsBefore(started), heard.get(id) ?? 0),
    ]),
  );
  await loadHistory({ recordings: pack.recordings, told, until: from, send, log, now });

  const clock = replayClock({ from, started: now(), speed });
  log.info({ from: new Date(from).toISOString(), speed }, 'Replay is live');
  await followHours({ ...options, recordings: pack.recordings, told, clock, send });
};

/**
 * Registers the built-in networks, loads what is missing of the last twelve months, then delivers each monitor's finished hour at its
 * own second of the next hour. Calls return at once; all work happens in the background, one report at a time.
 */
export const startReplay = (options: ReplayOptions): RunningReplay => {
  const own = new AbortController();
  const signal = AbortSignal.any([options.signal, own.signal]);
  const sleepUntil = options.sleepUntil ?? sleepBy(options.now);
  const done = replay({ ...options, signal, sleepUntil }).catch((error: unknown) => {
    if (!(error instanceof Stopped)) options.log.error({ err: error }, 'Replay has failed and ended');
  });
  return {
    done,
    stop: () => {
      own.abort();
      return done;
    },
  };
};
