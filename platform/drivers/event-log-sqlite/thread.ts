import { Worker } from 'node:worker_threads';
import { AirError } from '../../errors/air-error.ts';
import type { Answer, Failure, Opened, QuestionKind, Questions, WorkerSettings } from './protocol.ts';

/**
 * Reads that lie before the worker at once; the others wait on this side, so that a commit never queues behind more than these.
 */
const readsAtOnce = 4;

/** Calls from outside that may wait; beyond, they are refused with OVERLOADED. Tails and consumers ask one at a time and are not counted. */
const maxWaitingCalls = 1000;

export interface Thread {
  readonly epoch: string;
  ask<K extends QuestionKind>(kind: K, ask: Questions[K]['ask']): Promise<Questions[K]['answer']>;
  /** `ask` for calls from outside, whose number nothing else bounds. */
  askBounded<K extends QuestionKind>(kind: K, ask: Questions[K]['ask']): Promise<Questions[K]['answer']>;
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

const errorOf = (failure: Failure): Error => {
  switch (failure.kind) {
    case 'full':
      return new AirError('STORAGE_FULL', 'The disk of the event log is full.', { cause: failure.message });
    case 'fatal':
      return new Error(`The event log can no longer trust its disk: ${failure.message}`);
    case 'busy':
      return new AirError('CONFLICT', 'The event log is open in another process.', {
        cause: failure.message,
      });
    case 'letters-full':
    case 'other':
      return new Error(failure.message);
    default:
      return failure.kind satisfies never;
  }
};

const openingError = (failure: Failure): Error =>
  failure.kind === 'fatal'
    ? new Error(`The event log cannot be opened: ${failure.message}`)
    : errorOf(failure);

const firstMessage = (worker: Worker): Promise<Opened> =>
  new Promise((resolve, reject) => {
    const ended = (code: number): void => reject(new Error(`The event log's worker ended with code ${code}`));
    worker.once('error', reject);
    worker.once('exit', ended);
    worker.once('message', (opened: Opened) => {
      worker.off('error', reject);
      worker.off('exit', ended);
      resolve(opened);
    });
  });

/** Starts the worker. `onFatal` is called at most once: when the disk fails in a way that nothing may be acknowledged after, or the worker dies. */
export const startThread = async (
  settings: WorkerSettings,
  onFatal: (error: Error) => void,
): Promise<Thread> => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings });
  const opened = await firstMessage(worker);
  if ('failure' in opened) throw openingError(opened.failure);

  const pending = new Map<number, Pending>();
  const waitingReads: (() => void)[] = [];
  let lastId = 0;
  let readsInWorker = 0;
  let waitingCalls = 0;
  let dead: Error | undefined;
  let closing = false;

  const end = (error: Error): void => {
    dead ??= error;
    for (const { reject } of pending.values()) reject(dead);
    pending.clear();
    for (const start of waitingReads.splice(0)) start();
  };

  const die = (error: Error): void => {
    if (dead !== undefined) return;
    end(error);
    onFatal(error);
  };

  const closed = (): Error => new AirError('SHUTTING_DOWN', 'The event log is closed.');

  worker.on('message', (answer: Answer) => {
    const asked = pending.get(answer.id);
    pending.delete(answer.id);
    if ('value' in answer) {
      asked?.resolve(answer.value as never);
      return;
    }
    const error = errorOf(answer.failure);
    asked?.reject(error);
    if (answer.failure.kind === 'fatal') die(error);
  });
  worker.on('error', die);
  worker.on('exit', (code) => {
    if (closing) end(closed());
    else die(new Error(`The event log's worker ended with code ${code}`));
  });

  const post = <K extends QuestionKind>(
    kind: K,
    ask: Questions[K]['ask'],
  ): Promise<Questions[K]['answer']> => {
    if (dead !== undefined) return Promise.reject(dead);
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      worker.postMessage({ id, kind, ask });
    });
  };

  const ask: Thread['ask'] = async (kind, question) => {
    if (kind === 'commit' || kind === 'close') return post(kind, question);
    if (readsInWorker >= readsAtOnce) await new Promise<void>((resolve) => waitingReads.push(resolve));
    readsInWorker++;
    try {
      return await post(kind, question);
    } finally {
      readsInWorker--;
      waitingReads.shift()?.();
    }
  };

  return {
    epoch: opened.epoch,
    ask,
    askBounded: async (kind, question) => {
      if (waitingCalls >= maxWaitingCalls) {
        throw new AirError('OVERLOADED', 'Too many reads of the event log wait.', { retryAfterSeconds: 1 });
      }
      waitingCalls++;
      try {
        return await ask(kind, question);
      } finally {
        waitingCalls--;
      }
    },
    close: async () => {
      closing = true;
      // After a failed sync the worker is cut off: an orderly close would sync once more.
      try {
        if (dead === undefined) await post('close', {});
      } finally {
        await worker.terminate();
        end(closed());
      }
    },
  };
};
