import { Worker } from 'node:worker_threads';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Stage } from '../../domain/report/model-report.ts';
import type { Answer, Finished, Question } from './protocol.ts';

export interface RunSettings {
  /** How many runs go on at once; one unless given. */
  readonly threads?: number;
  /** How many more may wait; 16 unless given. */
  readonly mostWaiting?: number;
}

export interface RunOptions {
  /** Ends the run, also in the middle of a fit. */
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: Stage) => void;
}

export interface Runs {
  /**
   * Runs an association in a thread of its own. Rejects with OVERLOADED where too many wait, with SHUTTING_DOWN after `close`, and with the
   * signal's reason where it was ended.
   */
  run(question: Question, options?: RunOptions): Promise<Finished>;
  /** Ends all runs. */
  close(): Promise<void>;
}

interface Job {
  readonly question: Question;
  readonly onStage: RunOptions['onStage'];
  readonly resolve: (finished: Finished) => void;
  readonly reject: (reason: unknown) => void;
}

/** A thread that has one job at a time. It starts with the first, and anew after a job that was ended: a fit cannot be asked to stop. */
const createDesk = (onFree: () => void) => {
  let worker: Worker | undefined;
  let job: Job | undefined;

  const settle = (how: (job: Job) => void): void => {
    const settled = job;
    job = undefined;
    if (settled !== undefined) how(settled);
    onFree();
  };

  const hire = (): Worker => {
    const hired = new Worker(new URL('./thread.ts', import.meta.url));
    const lost = (error: unknown): void => {
      if (hired !== worker) return;
      worker = undefined;
      settle(({ reject }) => reject(error));
    };
    hired.on('message', (answer: Answer) => {
      if (hired !== worker) return;
      if (answer.kind === 'stage') job?.onStage?.(answer.stage);
      else settle(({ resolve }) => resolve(answer.run));
    });
    hired.on('error', lost);
    hired.on('exit', (code) => lost(new Error(`The thread of associations ended with code ${code}`)));
    return hired;
  };

  const dismiss = async (reason: unknown): Promise<void> => {
    const dismissed = worker;
    worker = undefined;
    settle(({ reject }) => reject(reason));
    await dismissed?.terminate();
  };

  return {
    isFree: () => job === undefined,
    has: (one: Job) => job === one,
    take(one: Job): void {
      job = one;
      worker ??= hire();
      worker.postMessage(one.question);
    },
    dismiss,
  };
};

/** A bounded queue before a few threads. */
export const openRuns = ({ threads = 1, mostWaiting = 16 }: RunSettings = {}): Runs => {
  const waiting: Job[] = [];
  let isClosed = false;

  const next = (): void => {
    for (const desk of desks) {
      if (isClosed || !desk.isFree()) continue;
      const job = waiting.shift();
      if (job === undefined) return;
      desk.take(job);
    }
  };
  const desks = Array.from({ length: threads }, () => createDesk(next));

  const end = (job: Job, reason: unknown): void => {
    const place = waiting.indexOf(job);
    if (place === -1) void desks.find((desk) => desk.has(job))?.dismiss(reason);
    else {
      waiting.splice(place, 1);
      job.reject(reason);
    }
  };

  const closed = (): Error => new AirError('SHUTTING_DOWN', 'Associations are no longer run here.');

  return {
    async run(question, { signal, onStage } = {}) {
      if (isClosed) throw closed();
      signal?.throwIfAborted();
      if (waiting.length >= mostWaiting && !desks.some((desk) => desk.isFree()))
        throw new AirError('OVERLOADED', 'Too many associations wait to be run.', { retryAfterSeconds: 10 });
      const { promise, resolve, reject } = Promise.withResolvers<Finished>();
      const job = { question, onStage, resolve, reject };
      const cancel = (): void => end(job, signal?.reason);
      signal?.addEventListener('abort', cancel, { once: true });
      waiting.push(job);
      next();
      try {
        return await promise;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    async close() {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(closed());
      await Promise.all(desks.map((desk) => desk.dismiss(closed())));
    },
  };
};
