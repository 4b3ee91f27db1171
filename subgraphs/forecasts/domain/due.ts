import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Outlook } from './forecast.ts';
import { dayMs, hourMs } from './hours.ts';
import { type Head, heads, isHourHead } from './targets.ts';

const minuteMs = 60_000;

/** How long a truth that is late is waited for. */
export const truthWithinMs = 7 * dayMs;

/** A set of heads as bits, as the store keeps it. */
export const bitOf = (head: Head): number => 1 << heads.indexOf(head);
export const hasBit = (scored: number, head: Head): boolean => (scored & bitOf(head)) !== 0;
export const everyHead = heads.reduce((bits, head) => bits | bitOf(head), 0);

/** The last hour of a day may be told an hour later: a day is not scored without it if it can be helped. */
const firstTryAfter = (head: Head): number => (isHourHead(head) ? 5 * minuteMs : 2 * hourMs);

/**
 * When to look for the truth of a target: shortly after its end, and where it is not there, again when half as much time more has passed, at least a
 * quarter of an hour: some fifteen times in a week. Null once it is given up.
 */
const nextTryOf = ({ head, to }: Pick<Outlook, 'head' | 'to'>, now: EpochMs): EpochMs | null => {
  const first = to + firstTryAfter(head);
  if (now < first) return first;
  const since = now - to;
  if (since >= truthWithinMs) return null;
  return Math.min(now + Math.max(15 * minuteMs, since / 2), to + truthWithinMs);
};

/** When to look at a forecast again for the heads that are not scored yet; null where nothing is left to do. */
export const scoreAtOf = (
  outlooks: readonly Pick<Outlook, 'head' | 'to'>[],
  scored: number,
  now: EpochMs,
): EpochMs | null => {
  const tries = outlooks
    .filter(({ head }) => !hasBit(scored, head))
    .flatMap((outlook) => nextTryOf(outlook, now) ?? []);
  return tries.length === 0 ? null : Math.min(...tries);
};

/** Whether a target's truth may be looked for now. */
export const isDue = ({ head, to }: Pick<Outlook, 'head' | 'to'>, now: EpochMs): boolean =>
  now >= to + firstTryAfter(head);
