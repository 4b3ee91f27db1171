import { Worker } from 'node:worker_threads';
import type { Answer, Task } from './protocol.ts';

/** A task that waits for a thread, or has one. */
export interface Job {
  readonly task: Task;
  /** Hears everything that the thread says; true of the last. */
  readonly onAnswer: (answer: Answer) => boolean;
  readonly reject: (reason: unknown) => void;
}

export type Desk = ReturnType<typeof createDesk>;

/** A thread that has one job at a time. It starts with the first, and anew after a job that was ended: a fit cannot be asked to stop. */
export const createDesk = (onFree: () => void) => {
  let worker: Worker | undefined;
  let job: Job | undefined;

  const free = (): void => {
    job = undefined;
    onFree();
  };
  const fail = (reason: unknown): void => {
    const failed = job;
    job = undefined;
    failed?.reject(reason);
    onFree();
  };

  const hire = (): Worker => {
    const hired = new Worker(new URL('./thread.ts', import.meta.url));
    const lost = (error: unknown): void => {
      if (hired !== worker) return;
      worker = undefined;
      fail(error);
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
      worker ??= hire();
      worker.postMessage(one.task);
    },
    async dismiss(reason: unknown): Promise<void> {
      const dismissed = worker;
      worker = undefined;
      fail(reason);
      await dismissed?.terminate();
    },
  };
};
