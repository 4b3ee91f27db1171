import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { dueAt, hourMs } from './calendar.ts';
import type { ReplayClock } from './clock.ts';
import type { ReplayedReading } from './contract.ts';
import { dueReadings, nextPeriodEnd } from './embassies.ts';
import { loadRows } from './load-history.ts';
import type { Recording } from './pack.ts';
import { type Persistence, Stopped } from './persist.ts';
import type { Send } from './send.ts';

/** The platform flags LIVE readings that come more than 24 h late; the rest is left for the way there. */
const latestLiveMs = 24 * hourMs - 5 * 60_000;

/** Replay time after which an hour that is due counts as missed: the process slept, or could not report. */
const missedAfterMs = hourMs;

export interface Following extends Persistence {
  readonly recordings: readonly Recording[];
  /** End of the newest hour told, by monitor; moves on with each durable report. */
  readonly told: Map<string, EpochMs>;
  readonly clock: ReplayClock;
  readonly send: Send;
}

const nextDue = ({ recordings, told, now }: Following): EpochMs => {
  let next = Number.POSITIVE_INFINITY;
  for (const recording of recordings) {
    const { id } = recording.monitor;
    const end = nextPeriodEnd(recording, told.get(id) ?? now());
    if (end !== undefined) next = Math.min(next, dueAt(id, end));
  }
  return next;
};

/** Whether an hour that is told at a real instant, which is `replayed` on the replay's clock, comes too late to be LIVE. */
const isMissed = (reading: ReplayedReading, real: EpochMs, replayed: EpochMs): boolean =>
  replayed - dueAt(reading.sensorId, reading.periodEnd) > missedAfterMs ||
  real - reading.periodEnd > latestLiveMs;

/** Delivers each hour at its second by the clock, until it is stopped (throws Stopped). What was missed comes as BACKFILL, first. */
export const followHours = async (following: Following): Promise<never> => {
  const { recordings, told, clock, send, now, sleepUntil, signal, log } = following;
  for (;;) {
    const due = nextDue(following);
    await sleepUntil(clock.realAt(due), signal);
    if (signal.aborted) throw new Stopped('follow the hours');
    const real = now();
    const until = clock.at(real);
    const readings = recordings.flatMap((recording) =>
      dueReadings(recording, { after: told.get(recording.monitor.id) ?? until, until }),
    );
    const missed = readings.filter((reading) => isMissed(reading, real, until));
    const missedOnes = new Set(missed);
    const live = readings.filter((reading) => !missedOnes.has(reading));
    if (missed.length > 0) {
      await loadRows(missed, send);
      log.debug({ rows: missed.length }, 'Replay has told late hours as history');
    }
    if (live.length > 0) await send({ readings: live, delivery: 'LIVE' });
    for (const { sensorId, periodEnd } of readings) told.set(sensorId, periodEnd);
  }
};
