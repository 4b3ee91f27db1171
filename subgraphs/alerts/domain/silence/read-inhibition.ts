import type { Inhibition } from '../notify/silence.ts';
import type { Problem } from '../problem.ts';
import type { LabelName } from '../rule/rule.ts';
import { type MatcherInput, readMatcher } from './read-matcher.ts';
import { noteIn } from './tell.ts';

export interface InhibitionInput {
  readonly source: MatcherInput;
  readonly target: MatcherInput;
  readonly equal: readonly LabelName[];
}

/** What of an inhibition whoever makes it says. */
export type InhibitionWish = Pick<Inhibition, 'source' | 'target' | 'equal'>;

/** What somebody wants to be kept quiet by what, or all that is wrong with it. */
export const readInhibition = ({
  source,
  target,
  equal,
}: InhibitionInput): InhibitionWish | readonly Problem[] => {
  const problems: Problem[] = [];
  const tell = noteIn(problems);
  const wish = {
    source: readMatcher(tell, 'source', source),
    target: readMatcher(tell, 'target', target),
    equal: [...new Set(equal)],
  };
  return problems.length > 0 ? problems : wish;
};
