import type { Inhibition } from '../notify/silence.ts';
import type { Problem } from '../problem.ts';
import { noteIn } from '../rule/read/faults.ts';
import type { LabelName } from '../rule/rule.ts';
import { type MatcherInput, readMatcher } from './read-matcher.ts';

export interface InhibitionInput {
  readonly source: MatcherInput;
  readonly target: MatcherInput;
  readonly equal: readonly LabelName[];
}

/** What of an inhibition whoever makes it says. */
export type InhibitionWish = Pick<Inhibition, 'source' | 'target' | 'equal'>;

/** What somebody wants to be kept quiet by what, or all that is wrong with it. */
export const readInhibition = (input: InhibitionInput): InhibitionWish | readonly Problem[] => {
  const problems: Problem[] = [];
  const tell = noteIn(problems);
  const source = readMatcher(tell, 'source', input.source);
  const target = readMatcher(tell, 'target', input.target);
  if (source === undefined || target === undefined) return problems;
  return { source, target, equal: [...new Set(input.equal)] };
};
