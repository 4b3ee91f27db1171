import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { textOf } from './archive-file.ts';
import type { Mark } from './mark.ts';

/** About 10 MB. */
const usualMost = 100_000;

/** With the end: a sensor whose zone is said anew has another day. */
const keyOf = (mark: Mark): string => `${mark.endsAt} ${textOf(mark)}`;

/**
 * Remembers which days are marked that are not over. They are built when they are, with whatever there is by then: one mark is enough. A day that is over has to be marked each time,
 * since it may be being built right now. Whoever forgets marks once too often, which does no harm.
 */
export const createMarked = (most = usualMost) => {
  const ends = new Map<string, EpochMs>();

  const makeRoom = (now: EpochMs): void => {
    for (const [key, endsAt] of ends) if (endsAt <= now) ends.delete(key);
    if (ends.size > most) ends.clear();
  };

  return {
    isNews: (mark: Mark, now: EpochMs): boolean => mark.endsAt <= now || !ends.has(keyOf(mark)),
    remember(marks: readonly Mark[], now: EpochMs): void {
      for (const mark of marks) if (mark.endsAt > now) ends.set(keyOf(mark), mark.endsAt);
      if (ends.size > most) makeRoom(now);
    },
    size: (): number => ends.size,
  };
};
