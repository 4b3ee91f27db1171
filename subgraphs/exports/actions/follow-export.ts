import type { Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { StreamPlace } from '@aqmrg/platform/live/event.ts';
import type { LiveFeed } from '@aqmrg/platform/live/feed.ts';
import type { ExportProgressed } from '@aqmrg/schema/events/exports.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type ExportJob, hasEnded } from '../domain/export-job.ts';
import type { Requests } from './request-export.ts';

interface Ground {
  readonly find: Requests['find'];
  readonly liveFeed: LiveFeed<ExportProgressed>;
  readonly now: () => EpochMs;
  /** After how long an export is read anew of which nothing was heard. Default 5,000. */
  readonly patienceMs?: number;
}

/** States of an export. */
export interface Followed extends AsyncIterableIterator<ExportJob, undefined> {
  /** Of the log, where it began. */
  readonly start: StreamPlace;
}

type Step = IteratorResult<ExportJob, undefined>;
const over: Step = { done: true, value: undefined };

/** Waits for the next word, but no longer than a while; false where none will come, since nobody follows any more. */
const createWait = (words: AsyncIterator<unknown>, patienceMs: number) => {
  let pending: Promise<boolean | undefined> | undefined;
  return async (): Promise<boolean> => {
    pending ??= words
      .next()
      .then(
        ({ done }) => done !== true,
        // the log is away: the store may still know
        () => undefined,
      )
      .finally(() => {
        pending = undefined;
      });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<true>((resolve) => {
      timer = setTimeout(resolve, patienceMs, true);
    });
    try {
      return (await Promise.race([pending, late])) ?? (await late);
    } finally {
      clearTimeout(timer);
    }
  };
};

/**
 * An export as it is now, each time that it moves on, and every few seconds besides: who comes to a stream that others follow already hears of it soon, and a word that was lost holds
 * up nobody. Ends with the export. Each state is read from the store: what the log says is only that there is one.
 */
export const createFollowing =
  ({ find, liveFeed, now, patienceMs = 5_000 }: Ground) =>
  /** Rejects with NOT_FOUND where it is nobody's, or somebody else's. */
  async (id: string, caller: Caller, signal: AbortSignal): Promise<Followed> => {
    await liveFeed.started;
    // before the first look: what is told after it is not missed
    const words = liveFeed.subscribe({ wish: { matches: ({ exportId }) => exportId === id }, now: now() });
    const leave = (): void => void words.return();
    let shown: ExportJob | null = null;
    try {
      shown = await find(id, caller);
    } finally {
      if (shown === null) leave();
    }
    if (shown === null) throw new AirError('NOT_FOUND', 'You have no such export.');
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave);
    const wait = createWait(words, patienceMs);
    const end = (): Step => {
      signal.removeEventListener('abort', leave);
      leave();
      return over;
    };

    let isTold = false;
    const stream: Followed = {
      start: words.start,
      [Symbol.asyncIterator]: () => stream,
      async next() {
        if (isTold) {
          if (shown === null || hasEnded(shown.status) || !(await wait())) return end();
          shown = await find(id, caller);
        }
        isTold = true;
        return shown === null ? end() : { done: false, value: shown };
      },
      return: async () => end(),
    };
    return stream;
  };
export type Following = ReturnType<typeof createFollowing>;
