import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Silence } from '../notify/silence.ts';
import type { Problem } from '../problem.ts';
import { noteIn, type Tell, textWithin } from '../rule/read/faults.ts';
import type { Given } from '../rule/read/input.ts';
import { type MatcherInput, readMatcher } from './read-matcher.ts';
import { readWeekly, type WeeklyInput } from './read-weekly.ts';

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
  once: { ms: 90 * dayMs, next: 'End it within 90 days of its beginning.' },
  // one of two years may be a leap year
  weekly: { ms: 731 * dayMs, next: 'End it within two years of its beginning.' },
};
const longestComment = 500;

const readComment = (tell: Tell, comment: string): string | undefined => {
  const text = textWithin(tell, 'comment', comment, { longest: longestComment, kind: 'lines' });
  return text === null ? tell('comment', 'MISSING', 'Nobody would know why it is quiet', 'Say why.') : text;
};

/** One that began before now begins now: what was told is told. */
const readTimes = (tell: Tell, { startsAt, endsAt, weekly }: SilenceInput, now: EpochMs) => {
  const begins = Math.max(startsAt ?? now, now);
  const { ms, next } = weekly ? longest.weekly : longest.once;
  if (endsAt <= begins)
    return tell('endsAt', 'NOT_A_TIME', 'It would be over before it begins', 'Give a later time.');
  return endsAt - begins > ms
    ? tell('endsAt', 'OUT_OF_RANGE', 'It would last for too long', next)
    : { startsAt: begins, endsAt };
};

/** A silence that somebody wants, or all that is wrong with it. */
export const readSilence = (input: SilenceInput, now: EpochMs): SilenceWish | readonly Problem[] => {
  const problems: Problem[] = [];
  const tell = noteIn(problems);
  const matcher = readMatcher(tell, 'matcher', input.matcher);
  const weekly = input.weekly ? readWeekly(tell, input.weekly) : null;
  const comment = readComment(tell, input.comment);
  const times = readTimes(tell, input, now);
  if (matcher === undefined || weekly === undefined || comment === undefined || times === undefined)
    return problems;
  return { matcher, ...times, weekly, comment };
};
