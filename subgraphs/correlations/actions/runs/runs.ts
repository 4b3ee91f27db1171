import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { CorrelationFound } from '../../domain/correlating/correlation-found.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Stage } from '../../domain/report/model-report.ts';
import type { StudyFound } from '../../domain/study/study-found.ts';
import type { Sent, SentRead } from '../read-sent.ts';
import { createDesk, type Desk, type Job } from './desk.ts';
import type { Answer, CorrelationToRun, Finished, Question, StudyToRun, Task } from './protocol.ts';

export interface RunSettings {
  /** How many runs go on at once; one unless given. */
  readonly threads?: number;
  /** How many more may wait; 16 unless given. */
  readonly mostWaiting?: number;
  /** Memory of a thread for all but matrices, in MB; 512 unless given. A run that needs more ends with a problem. */
  readonly heapMb?: number;
  /** How long a thread without a run stays; a minute unless given. */
  readonly idleMs?: number;
}

export interface RunOptions {
  /** Ends the run, also in the middle of a fit. */
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: Stage) => void;
}

export interface StudyOptions {
  /** Ends the study, also in the middle of a fit. */
  readonly signal?: AbortSignal;
  /** How many models were fitted, of `plan.models.length`. */
  readonly onProgress?: (done: number) => void;
}

export interface Runs {
  /**
   * Runs an association in a thread of its own. Rejects with OVERLOADED where too many wait, with SHUTTING_DOWN after `close`, and with the
   * signal's reason where it was ended.
   */
  run(question: Question, options?: RunOptions): Promise<Finished>;
  /** Fits all models of a study in such a thread; rejects as `run` does. */
  study(study: StudyToRun, options?: StudyOptions): Promise<StudyFound | Problem>;
  /** Correlates in such a thread; rejects as `run` does. */
  correlate(
    correlation: CorrelationToRun,
    options?: { readonly signal?: AbortSignal },
  ): Promise<CorrelationFound | Problem>;
  /** Reads, judges and hashes what somebody sent in such a thread; rejects as `run` does. */
  read(sent: Sent, tomorrow: string): Promise<SentRead>;
  /** Ends all runs. */
  close(): Promise<void>;
}

/** What a task comes to, of all that its thread says; null until then. */
type Outcome<Value> = (answer: Answer) => { readonly value: Value } | null;

/** A bounded queue before a few threads. */
export const openRuns = ({
  threads = 1,
  mostWaiting = 16,
  heapMb = 512,
  idleMs = 60_000,
}: RunSettings = {}): Runs => {
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
  const desks: readonly Desk[] = Array.from({ length: threads }, () =>
    createDesk({ heapMb, idleMs, onFree: next }),
  );

  const end = (job: Job, reason: unknown): void => {
    const place = waiting.indexOf(job);
    if (place === -1) void desks.find((desk) => desk.has(job))?.dismiss(reason);
    else {
      waiting.splice(place, 1);
      job.reject(reason);
    }
  };

  const closed = (): Error => new AirError('SHUTTING_DOWN', 'Associations are no longer run here.');

  const queue = async <Value>(
    task: Task,
    signal: AbortSignal | undefined,
    outcome: Outcome<Value>,
  ): Promise<Value> => {
    if (isClosed) throw closed();
    signal?.throwIfAborted();
    if (waiting.length >= mostWaiting && !desks.some((desk) => desk.isFree()))
      throw new AirError('OVERLOADED', 'Too many associations wait to be run.', { retryAfterSeconds: 10 });
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    const onAnswer = (answer: Answer): boolean => {
      const last = outcome(answer);
      if (last !== null) resolve(last.value);
      return last !== null;
    };
    const job = { task, onAnswer, reject };
    const cancel = (): void => end(job, signal?.reason);
    signal?.addEventListener('abort', cancel, { once: true });
    waiting.push(job);
    next();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  };

  return {
    run: (question, { signal, onStage } = {}) =>
      queue({ kind: 'association', question }, signal, (answer) => {
        if (answer.kind === 'stage') onStage?.(answer.stage);
        if (answer.kind === 'exhausted')
          return { value: { report: answer.problem, stagesMs: {}, tellMs: 0 } };
        return answer.kind === 'finished' ? { value: answer.run } : null;
      }),
    study: (study, { signal, onProgress } = {}) =>
      queue({ kind: 'study', study }, signal, (answer) => {
        if (answer.kind === 'progress') onProgress?.(answer.done);
        if (answer.kind === 'exhausted') return { value: answer.problem };
        return answer.kind === 'studied' ? { value: answer.found } : null;
      }),
    correlate: (correlation, { signal } = {}) =>
      queue({ kind: 'correlation', correlation }, signal, (answer) => {
        if (answer.kind === 'exhausted') return { value: answer.problem };
        return answer.kind === 'correlated' ? { value: answer.found } : null;
      }),
    read: (sent, tomorrow) =>
      queue({ kind: 'upload', upload: { sent, tomorrow } }, undefined, (answer) =>
        answer.kind === 'upload-read' ? { value: answer.read } : null,
      ),
    async close() {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(closed());
      await Promise.all(desks.map((desk) => desk.dismiss(closed())));
    },
  };
};
