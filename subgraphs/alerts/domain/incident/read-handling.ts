import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Problem } from '../problem.ts';
import { noteIn, textWithin } from '../rule/read/faults.ts';
import type { Given } from '../rule/read/input.ts';

const longestNote = 500;
const longestSnoozeMs = 7 * 86_400_000;

/** What whoever looks after an incident says to those who come after; null: nothing. */
export const readNote = (note: Given<string>): { readonly note: string | null } | readonly Problem[] => {
  const problems: Problem[] = [];
  const text = textWithin(noteIn(problems), 'note', note, { longest: longestNote, kind: 'lines' });
  return text === undefined ? problems : { note: text };
};

/** What is wrong with the time until which nobody is to be told. */
export const snoozeProblems = (until: EpochMs, now: EpochMs): readonly Problem[] => {
  const problems: Problem[] = [];
  const tell = noteIn(problems);
  if (until <= now) tell('until', 'NOT_A_TIME', 'This time is past', 'Give one that is to come.');
  else if (until - now > longestSnoozeMs)
    tell('until', 'OUT_OF_RANGE', 'It is more than a week ahead', 'Give one within a week.');
  return problems;
};
