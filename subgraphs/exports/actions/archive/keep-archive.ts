import { setTimeout } from 'node:timers/promises';
import type { Directory } from '@aqmrg/platform/directory.ts';
import { isPassing } from '@aqmrg/platform/errors/passing.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { dayOf } from '../../domain/archive/local-day.ts';
import { dueAtOf, isOver, laterThan } from '../../domain/archive/mark.ts';
import type { ArchiveDays, BuiltDay, DueDay, PostponedDay } from '../../store/archive-days.ts';
import { archivedSensor } from './archived-sensor.ts';
import type { DayBuilder } from './build-day.ts';

interface Ground {
  readonly days: Pick<ArchiveDays, 'due' | 'finish' | 'postpone'>;
  readonly directory: Pick<Directory, 'find'>;
  readonly build: DayBuilder;
  readonly now: () => EpochMs;
  readonly log: Log;
  /** Days at once: the store's readers are there for others, too. Default 2. */
  readonly atOnce?: number;
  /** Default 30,000. */
  readonly lookEveryMs?: number;
}

/** Days whose files are made before their rows say so. A kill costs as many builds. */
const batch = 64;

/** What a round came to. */
type Outcome =
  | { readonly kind: 'built'; readonly day: BuiltDay }
  | { readonly kind: 'postponed'; readonly day: PostponedDay };

/** Builds what is due, until nothing is, and looks again. Of all processes one does. */
export const createArchiveKeeper = (ground: Ground) => {
  const { days, directory, build, now, log, atOnce = 2, lookEveryMs = 30_000 } = ground;

  /** Rejects where a store is away, or who leads is told to stop. */
  const buildOne = async (due: DueDay, signal: AbortSignal): Promise<Outcome> => {
    const { sensorId, day: date, isReplayed, marks, revision, standing } = due;
    const name = { sensorId, day: date, isReplayed };
    const sensor = archivedSensor(sensorId, directory.find(sensorId));
    const day = dayOf(date, sensor.timeZone);
    // its zone was said anew since it was marked
    if (!isOver(day.to, now())) return { kind: 'postponed', day: { ...name, dueAt: dueAtOf(day.to, now()) } };
    try {
      const content = await build({ name, sensor, day, revision, standing }, signal);
      return { kind: 'built', day: { ...name, marks, revision, ...content } };
    } catch (error) {
      if (signal.aborted || isPassing(error)) throw error;
      log.error({ err: error, ...name }, 'a day could not be archived, and is tried again');
      return { kind: 'postponed', day: { ...name, dueAt: laterThan(now()) } };
    }
  };

  /** One batch; what was built is said even where the rest could not be. Resolves with how many there were. */
  const round = async (signal: AbortSignal): Promise<number> => {
    const due = await days.due(now(), batch);
    const left = due.entries();
    /** In the order in which they were due. */
    const outcomes: Outcome[] = [];
    const work = async (): Promise<void> => {
      for (const [at, one] of left) {
        signal.throwIfAborted();
        outcomes[at] = await buildOne(one, signal);
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: atOnce }, work));
    await days.finish(
      outcomes.flatMap((one) => (one.kind === 'built' ? [one.day] : [])),
      laterThan(now()),
    );
    await days.postpone(outcomes.flatMap((one) => (one.kind === 'postponed' ? [one.day] : [])));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return due.length;
  };

  return {
    round,
    /** For `lead`. */
    async work(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        const found = await round(signal).catch((error: unknown) => {
          if (!signal.aborted) log.warn({ err: error }, 'the archive could not be built, and is tried again');
          return 0;
        });
        if (found === 0) await setTimeout(lookEveryMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
};
