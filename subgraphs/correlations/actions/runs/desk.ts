import { Worker } from 'node:worker_threads';
import { problem } from '../../domain/problem.ts';
import type { Answer, Task } from './protocol.ts';

/** A task that waits for a thread, or has one. */
export interface Job {
  readonly task: Task;
  /** Hears everything that the thread says; true of the last. */
  readonly onAnswer: (answer: Answer) => boolean;
  readonly reject: (reason: unknown) => void;
}

export type Desk = ReturnType<typeof createDesk>;

export interface DeskSettings {
  /** Of objects; matrices lie beside them, and are bounded by what is planned. */
  readonly heapMb: number;
  /** How long a thread without a job stays. */
  readonly idleMs: number;
  readonly onFree: () => void;
}

const exhausted = problem(
  'from',
  'TOO_MANY',
  'It took more memory than there is for it',
  'Ask for a part of these days, or for fewer degrees of freedom, groups or lags.',
);

const isOutOfMemory = (error: Error & { readonly code?: string }): boolean =>
  error.code === 'ERR_WORKER_OUT_OF_MEMORY' ||
  (error instanceof RangeError && error.message.includes('allocation failed'));

/**
 * A thread that has one job at a time. It starts with the first, and anew after a job that was ended: a fit cannot be asked to stop. It goes when it
 * was idle for a while, which gives its memory back.
 */
export const createDesk = ({ heapMb, idleMs, onFree }: DeskSettings) => {
  let worker: Worker | undefined;
  let job: Job | undefined;
  let idling: NodeJS.Timeout | undefined;

  const letGo = (): Promise<unknown> | undefined => {
    clearTimeout(idling);
    const gone = worker;
    worker = undefined;
    return gone?.terminate();
  };
  const free = (): void => {
    job = undefined;
    clearTimeout(idling);
    idling = setTimeout(letGo, idleMs).unref();
    onFree();
  };
  const fail = (reason: unknown): void => {
    const failed = job;
    job = undefined;
    failed?.reject(reason);
    onFree();
  };

  const hire = (): Worker => {
    const hired = new Worker(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    const lost = (error: Error): void => {
      if (hired !== worker) return;
      worker = undefined;
      if (isOutOfMemory(error)) {
        job?.onAnswer({ kind: 'exhausted', problem: exhausted });
        free();
      } else fail(error);
    };
    hired.on('message', (answer: Answer) => {
      if (hired === worker && job?.onAnswer(answer)) free();
    });
    hired.on('error', lost);
    hired.on('exit', (code) => lost(new Error(`The thread of associations ended with code ${code}`)));
    return hired;
  };

  return {
    isFree: () => job === undefined,
    has: (one: Job) => job === one,
    take(one: Job): void {
      job = one;
      clearTimeout(idling);
      worker ??= hire();
      worker.postMessage(one.task);
    },
    async dismiss(reason: unknown): Promise<void> {
      const gone = letGo();
      fail(reason);
      await gone;
    },
  };
};
