import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Log } from '@aqmrg/platform/log.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import type { StudyFound } from '../domain/study/study-found.ts';
import type { AssociationRuns, Claim, Claimed } from '../store/association-runs.ts';

/** Runs what a run's question says, somewhere else than in this thread. */
export type Study = (
  question: Uint8Array,
  options: { readonly signal: AbortSignal; readonly onDone: (models: number) => void },
) => Promise<StudyFound | Problem>;

interface Ground {
  readonly runs: Pick<AssociationRuns, 'claim' | 'goesOn' | 'giveBack' | 'end'>;
  readonly study: Study;
  /** Of the questions that it can run. */
  readonly format: number;
  readonly now: () => number;
  readonly log: Log;
  /** How many runs go on at once in this process. Default 1. */
  readonly atOnce?: number;
  /** How often a worker says that it goes on, and looks whether it should. Default 1,000. */
  readonly beatMs?: number;
  /** How long others wait for a worker that fell silent. Default 15,000. */
  readonly silentMs?: number;
  /** How long a run may take. Default ten minutes. */
  readonly longestMs?: number;
}

/** A run that ended three processes is not begun in a fourth. */
const mostAttempts = 3;

const notFinished = (reason: string): readonly Problem[] => [
  problem(
    'the run',
    'NOT_FINISHED',
    reason,
    'Ask again; if it happens again, tell whoever runs this graph its id.',
  ),
];

const takesTooLong = (ms: number): readonly Problem[] => [
  problem('the run', 'NOT_FINISHED', `It was not finished within ${ms / 1_000} s`, 'Ask about fewer days.'),
];

class Lost extends Error {}

/** Works off the queue of studies, as every process does: one that is killed in the middle leaves its run to another. */
export const workOff = (ground: Ground) => {
  const {
    runs,
    study,
    format,
    now,
    log,
    atOnce = 1,
    beatMs = 1_000,
    silentMs = 15_000,
    longestMs = 600_000,
  } = ground;
  const stopping = new AbortController();
  let waking = new AbortController();

  const claimOf = (worker: string): Claim => ({ worker, until: now() + silentMs });

  /** Resolves when the run is cancelled, or another process has taken it. */
  const beat = async (
    id: string,
    worker: string,
    { done, over }: { readonly done: () => number; readonly over: AbortSignal },
  ) => {
    for (;;) {
      await setTimeout(beatMs, undefined, { signal: over });
      const goesOn = await runs.goesOn(id, claimOf(worker), done()).catch((error: unknown) => {
        log.debug({ err: error, run: id }, 'a run could not be said to go on');
        return true;
      });
      if (!goesOn) return;
    }
  };

  const work = async ({ id, question, attempts }: Claimed, worker: string): Promise<void> => {
    const end = (outcome: StudyFound | readonly Problem[]) => runs.end(id, worker, { at: now(), outcome });
    if (attempts > mostAttempts) {
      log.error({ run: id, attempts }, 'a study was begun several times and never ended');
      await end(notFinished(`It was begun ${mostAttempts} times and never came to its end`));
      return;
    }
    const over = new AbortController();
    const tooLong = AbortSignal.timeout(longestMs);
    const signal = AbortSignal.any([stopping.signal, over.signal, tooLong]);
    let done = 0;
    const beating = beat(id, worker, { done: () => done, over: over.signal })
      .then(() => over.abort(new Lost()))
      .catch(() => undefined);
    const outcome = await study(question, { signal, onDone: (models) => (done = models) })
      .then((found) => (isProblem(found) ? [found] : found))
      .catch((error: unknown) => {
        if (stopping.signal.aborted || over.signal.aborted) return null;
        if (tooLong.aborted) return takesTooLong(longestMs);
        log.error({ err: error, run: id }, 'a study failed');
        return notFinished('Something failed here, and was written down');
      });
    const isLost = over.signal.aborted;
    over.abort();
    await beating;
    if (outcome !== null) await end(outcome);
    else if (!isLost) await runs.giveBack(id, worker);
  };

  const once = async (worker: string): Promise<boolean> => {
    try {
      const claimed = await runs.claim({ ...claimOf(worker), format }, now());
      if (claimed === null) return false;
      await work(claimed, worker);
      return true;
    } catch (error) {
      if (!stopping.signal.aborted)
        log.warn({ err: error }, 'the queue of studies cannot be reached, and is tried again');
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
