import { setTimeout } from 'node:timers/promises';
import type { Log } from '@aqmrg/platform/log.ts';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { TellProgress } from '../store/progress.ts';
import type { ExportTidying } from '../store/tidying.ts';
import { clearExport } from './make/clear-export.ts';

/** So long after their end exports are still listed. */
const listedForMs = 90 * 86_400_000;
/** Of one statement: others wait no longer for it than for anything else. */
const atOnce = 100;

interface Ground {
  readonly tidying: Omit<ExportTidying, 'ended' | 'unwanted'>;
  readonly objectStore: Pick<ObjectStore, 'list' | 'delete'>;
  readonly tell: TellProgress;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** Does a bounded piece of work until there is less of it than that; `signal` ends it between two. */
const untilFew = async (work: () => Promise<number>, signal: AbortSignal): Promise<void> => {
  while ((await work()) === atOnce) signal.throwIfAborted();
};

/**
 * Lets exports go whose time has come, removes files that nobody may have any more, and forgets what ended long ago. One process at a time is enough. What cannot be removed now is,
 * the next time.
 */
export const createTidy =
  ({ tidying, objectStore, tell, now, log }: Ground) =>
  async (signal: AbortSignal): Promise<void> => {
    const expire = async (): Promise<number> => {
      const gone = await tidying.expire(now(), atOnce);
      // who follows one sees it the next time that they look
      for (const job of gone) await tell(job).catch(() => undefined);
      return gone.length;
    };

    const clear = async (): Promise<number> => {
      const ids = await tidying.uncleared(now(), atOnce);
      let cleared = 0;
      for (const id of ids) {
        signal.throwIfAborted();
        try {
          await clearExport(objectStore, id, signal);
          await tidying.cleared(id);
          cleared += 1;
        } catch (error) {
          signal.throwIfAborted();
          log.warn({ err: error, export: id }, 'files of an export that ended are still there');
        }
      }
      return cleared;
    };

    await untilFew(expire, signal);
    await untilFew(clear, signal);
    await untilFew(() => tidying.forget(now() - listedForMs, atOnce), signal);
  };

interface Keeping {
  readonly tidy: (signal: AbortSignal) => Promise<void>;
  readonly log: Log;
  /** Default: a minute. */
  readonly everyMs?: number | undefined;
}

/** Tidies up again and again, whatever comes of it. */
export const keepTidy =
  ({ tidy, log, everyMs = 60_000 }: Keeping) =>
  async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await tidy(signal).catch((error: unknown) => {
        if (!signal.aborted)
          log.warn({ err: error }, 'exports could not be tidied up, and are the next time');
      });
      await setTimeout(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
