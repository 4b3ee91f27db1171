import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Silence } from '../notify/silence.ts';
import type { Problem } from '../problem.ts';
import { type Given, type MatcherInput, readMatcher } from './read-matcher.ts';
import { readWeekly, type WeeklyInput } from './read-weekly.ts';
import { readWords } from './read-words.ts';
import { noteIn, type Tell } from './tell.ts';

export interface SilenceInput {
  readonly matcher: MatcherInput;
  readonly startsAt?: Given<EpochMs>;
  readonly endsAt: EpochMs;
  readonly weekly?: Given<WeeklyInput>;
  readonly comment: string;
}

/** What of a silence whoever makes it says. */
export type SilenceWish = Pick<Silence, 'matcher' | 'startsAt' | 'endsAt' | 'weekly' | 'comment'>;

const dayMs = 86_400_000;
const longest = {
  lasting: { ms: 90 * dayMs, next: 'End it within 90 days of its beginning.' },
  // one of two years may be a leap year
  weekly: { ms: 731 * dayMs, next: 'End it within two years.' },
};
const longestComment = 500;

const tellOfEnd = (tell: Tell, { startsAt, endsAt, weekly }: Omit<SilenceWish, 'matcher' | 'comment'>) => {
  const { ms, next } = weekly === null ? longest.lasting : longest.weekly;
  if (endsAt <= startsAt)
    tell(
      'endsAt',
      'NOT_A_TIME',
      'It would be over before it begins',
      'Give a time after its beginning, and after now.',
    );
  else if (endsAt - startsAt > ms) tell('endsAt', 'OUT_OF_RANGE', 'It would last for too long', next);
};

/** A silence that somebody wants, or all that is wrong with it. One that began before now begins now: what was told is told. */
export const readSilence = (input: SilenceInput, now: EpochMs): SilenceWish | readonly Problem[] => {
  const problems: Problem[] = [];
  const tell = noteIn(problems);
  const matcher = readMatcher(tell, 'matcher', input.matcher);
  const weekly = input.weekly ? readWeekly(tell, input.weekly) : null;
  const comment = readWords(tell, 'comment', input.comment, longestComment);
  if (comment === null) tell('comment', 'MISSING', 'Nobody would know why it is quiet', 'Say why.');
  const times = { startsAt: Math.max(input.startsAt ?? now, now), endsAt: input.endsAt, weekly };
  tellOfEnd(tell, times);
  return problems.length > 0 ? problems : { matcher, ...times, comment: comment ?? '' };
};
