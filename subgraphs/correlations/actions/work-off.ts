import type { Log } from '@aqmrg/platform/log.ts';
import type { Unfinished } from '@aqmrg/platform/queue/queue.ts';
import { workOff as workOffQueue } from '@aqmrg/platform/queue/work-off.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import type { StudyFound } from '../domain/study/study-found.ts';
import type { AssociationRuns } from '../store/association-runs.ts';

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

const unfinished = (why: Unfinished): readonly Problem[] => {
  switch (why.kind) {
    case 'begun-too-often':
      return notFinished(`It was begun ${why.attempts} times and never came to its end`);
    case 'too-long':
      return takesTooLong(why.ms);
    case 'failed':
      return notFinished('Something failed here, and was written down');
    default:
      return why satisfies never;
  }
};

/** Works off the queue of studies, as every process does. */
export const workOff = ({ runs, study, format, longestMs = 600_000, ...more }: Ground) =>
  workOffQueue({
    ...{ ...more, unfinished, longestMs, start: 0, what: 'studies' },
    queue: { ...runs, claim: (claim, now) => runs.claim({ ...claim, format }, now) },
    work: async ({ question }, { signal, onProgress }): Promise<StudyFound | readonly Problem[]> => {
      const found = await study(question, { signal, onDone: onProgress });
      return isProblem(found) ? [found] : found;
    },
  });
