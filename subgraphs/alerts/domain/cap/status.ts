import type { Incident } from '@aqmrg/schema/events/alerts.ts';

/** What CAP calls a message: for everybody to act on, of recorded air, or not to be acted on. */
export const capStatuses = ['Actual', 'Exercise', 'Draft'] as const;
export type CapStatus = (typeof capStatuses)[number];

/** How a rule stands with Admins. */
export interface Standing {
  readonly isPublished: boolean;
  readonly isApproved: boolean;
}

export interface RuleStanding extends Standing {
  /** The revision since which it says what was approved or published. */
  readonly saidSince: number;
}

/** How a rule stands for what one of its revisions raised: nobody approved what an older one said. */
export const standingFor = (
  { isPublished, isApproved, saidSince }: RuleStanding,
  ruleRevision: number,
): Standing => ({ isPublished, isApproved: isApproved && ruleRevision >= saidSince });

/** Recorded air is an Exercise. Actual needs an Admin, who approved the rule, and data that passed quality control. Null: nobody is shown it. */
export const statusOf = (
  { isReplayed, isQualified }: Pick<Incident, 'isReplayed' | 'isQualified'>,
  { isPublished, isApproved }: Standing,
): CapStatus | null => {
  if (!isPublished) return null;
  if (isReplayed) return 'Exercise';
  return isApproved && isQualified ? 'Actual' : 'Draft';
};

const notShown = 'none';

/** A status as a trail has it. */
export const statusWord = (status: CapStatus | null): string => status ?? notShown;

/** Undefined where a trail says nothing of it. */
export const statusIn = (word: unknown): CapStatus | null | undefined =>
  word === notShown ? null : capStatuses.find((status) => status === word);
