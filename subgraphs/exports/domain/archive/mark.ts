import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { LocalDay } from '@aqmrg/platform/air-quality/local-days.ts';
import type { ReadingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type ArchiveName, textOf } from './archive-file.ts';
import { isArchivable } from './archive-path.ts';

/** A file that has to be built, and not before then. */
export interface Mark extends ArchiveName {
  readonly dueAt: EpochMs;
  /** When its day ends. */
  readonly endsAt: EpochMs;
  /** Of no more than a file that was marked before. */
  readonly isOnlyAgain: boolean;
}

/** So long after its end a day is built: most that comes late comes by then. */
const afterEndMs = hourMs;
/** What comes later still is gathered for so long, so that many readings cost one build. */
const gatherMs = 600_000;

/** When something that is tried again, or gathered first, is due. */
export const laterThan = (now: EpochMs): EpochMs => now + gatherMs;

/** When a day is built of which something is heard now. */
export const dueAtOf = (endsAt: EpochMs, now: EpochMs): EpochMs =>
  Math.max(endsAt + afterEndMs, laterThan(now));

/** Whether a day ended so long ago that it may be built. */
export const isOver = (endsAt: EpochMs, now: EpochMs): boolean => endsAt + afterEndMs <= now;

interface Calendar {
  readonly zoneOf: (sensorId: string) => string;
  readonly dayAt: (at: EpochMs, timeZone: string) => LocalDay;
}

/**
 * The files that readings belong to, each once. A reading is of the local day in which its period begins, as everywhere here; for hours of the local clock, OpenAQ's rule, by which a
 * day's readings are those that end behind its first instant and at its last one at the latest, comes to the same. What was replaced may have been of the other kind of air: it has to go
 * from that file, where there is one. A day that is not over has none.
 */
export const marksOf = (
  accepted: readonly ReadingsAccepted[],
  { zoneOf, dayAt }: Calendar,
  now: EpochMs,
): readonly Mark[] => {
  const marks = new Map<string, Mark>();
  const add = (mark: Mark): void => {
    const known = marks.get(textOf(mark));
    if (known === undefined || (known.isOnlyAgain && !mark.isOnlyAgain)) marks.set(textOf(mark), mark);
  };
  for (const { sensorId, changes } of accepted) {
    const zone = zoneOf(sensorId);
    for (const { reading } of changes) {
      const { date, to } = dayAt(reading.periodStart, zone);
      const isReplayed = reading.provenance.replayOf !== null;
      const day = { sensorId, day: date, endsAt: to, dueAt: dueAtOf(to, now) };
      if (!isArchivable(day)) continue;
      add({ ...day, isReplayed, isOnlyAgain: false });
      if (reading.revision > 1 && to <= now) add({ ...day, isReplayed: !isReplayed, isOnlyAgain: true });
    }
  }
  return [...marks.values()];
};
