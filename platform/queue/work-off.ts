import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Claim, Queue, Taken, Unfinished } from './queue.ts';

export interface WorkOffOptions<Work extends Taken, Progress, Outcome> {
  readonly queue: Queue<Work, Progress, Outcome>;
  /** Does what was taken up, soon rejects once `signal` aborts. `worker` is whose it is in the queue. */
  readonly work: (
    taken: Work,
    as: {
      readonly worker: string;
      readonly signal: AbortSignal;
      readonly onProgress: (progress: Progress) => void;
    },
  ) => Promise<Outcome>;
  /** What it comes to where it does not come to its end. */
  readonly unfinished: (why: Unfinished) => Outcome;
  /** Said until `work` says more. */
  readonly start: Progress;
  /** What is worked off, as the log calls it: 'studies'. */
  readonly what: string;
  readonly now: () => number;
  readonly log: Log;
  /** How many go on at once in this process. Default 1. */
  readonly atOnce?: number;
  /** How often a worker says that it goes on, and looks whether it should. Default 1,000. */
  readonly beatMs?: number;
  /** How long others wait for a worker that fell silent. Default 15,000. */
  readonly silentMs?: number;
  /** How long one may take. */
  readonly longestMs: number;
}

/** What ended three processes is not begun in a fourth. */
const mostAttempts = 3;

class Lost extends Error {}

/**
 * Works off a queue, as every process does: one that is killed in the middle leaves what it had to another.
 *
 *   idle ──claimed──▶ working ──done, failed or too long──▶ end
 *   working ──another has it, or it was ended──▶ nothing is said any more
 *   working ──stop()──▶ given back
 */
export const workOff = <Work extends Taken, Progress, Outcome>(
  options: WorkOffOptions<Work, Progress, Outcome>,
) => {
  const { queue, unfinished, what, now, log, longestMs } = options;
  const { atOnce = 1, beatMs = 1_000, silentMs = 15_000 } = options;
  const stopping = new AbortController();
  let waking = new AbortController();

  const claimOf = (worker: string): Claim => ({ worker, until: now() + silentMs });

  /** Resolves when it was ended, or another process has taken it. */
  const beat = async (
    id: string,
    worker: string,
    { progress, over }: { readonly progress: () => Progress; readonly over: AbortSignal },
  ) => {
    for (;;) {
      await setTimeout(beatMs, undefined, { signal: over });
      const goesOn = await queue.goesOn(id, claimOf(worker), progress()).catch((error: unknown) => {
        log.debug({ err: error, what, id }, 'it could not be said that work goes on');
        return true;
      });
      if (!goesOn) return;
    }
  };

  const work = async (taken: Work, worker: string): Promise<void> => {
    const { id, attempts } = taken;
    const end = (outcome: Outcome) => queue.end(id, worker, { at: now(), outcome });
    if (attempts > mostAttempts) {
      log.error({ what, id, attempts }, 'work was begun several times and never ended');
      await end(unfinished({ kind: 'begun-too-often', attempts: mostAttempts }));
      return;
    }
    const over = new AbortController();
    const tooLong = AbortSignal.timeout(longestMs);
    const signal = AbortSignal.any([stopping.signal, over.signal, tooLong]);
    let progress = options.start;
    const beating = beat(id, worker, { progress: () => progress, over: over.signal })
      .then(() => over.abort(new Lost()))
      .catch(() => undefined);
    const done = await options
      .work(taken, { worker, signal, onProgress: (said) => (progress = said) })
      .then((outcome) => ({ outcome }))
      .catch((error: unknown) => {
        if (stopping.signal.aborted || over.signal.aborted) return null;
        if (tooLong.aborted) return { outcome: unfinished({ kind: 'too-long', ms: longestMs }) };
        log.error({ err: error, what, id }, 'work failed');
        return { outcome: unfinished({ kind: 'failed' }) };
      });
    const isLost = over.signal.aborted;
    over.abort();
    await beating;
    if (done !== null) await end(done.outcome);
    else if (!isLost) await queue.giveBack(id, worker);
  };

  const once = async (worker: string): Promise<boolean> => {
    try {
      const taken = await queue.claim(claimOf(worker), now());
      if (taken === null) return false;
      await work(taken, worker);
      return true;
    } catch (error) {
      if (!stopping.signal.aborted)
        log.warn({ err: error, what }, 'a queue cannot be reached, and is tried again');
      return false;
    }
  };

  const loop = async (): Promise<void> => {
    const worker = randomUUID();
    while (!stopping.signal.aborted) {
      // taken before the look: what is told during it is not told in vain
      const signal = AbortSignal.any([stopping.signal, waking.signal]);
      if (await once(worker)) continue;
      await setTimeout(2 * beatMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const loops = Array.from({ length: atOnce }, loop);

  return {
    /** Tells that there is something to do, which would be found out anyway. */
    look(): void {
      waking.abort();
      waking = new AbortController();
    },
    /** Gives back what is under way. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(loops);
    },
  };
};
