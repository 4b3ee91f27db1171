import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Chain, chainsOf, type Issue } from './chains.ts';
import type { Published } from './published.ts';
import type { CapStatus } from './status.ts';

interface Reference {
  readonly identifier: string;
  readonly sentAt: EpochMs;
}

/** A message before it has words. */
export interface Message extends Reference {
  readonly status: CapStatus;
  readonly msgType: 'Alert' | 'Update' | 'Cancel';
  /** Messages that this one stands in the place of, oldest first. */
  readonly references: readonly Reference[];
  /** It takes back what was said, while the incident goes on in another status or out of sight. */
  readonly isTakenBack: boolean;
  readonly issue: Issue;
}

/** How long a Cancel is shown. */
export const cancelStaysMs = 86_400_000;
/** References of one message: the newest of an incident that goes on for a month. */
const mostReferences = 99;

const names = /^(.+)\.\d+\.(actual|exercise|draft)$/;

/** The incident that a message is about, and the message's status in lower case; null where the name is none of ours. */
export const namedIn = (
  identifier: string,
): { readonly incidentId: string; readonly status: string } | null => {
  const [, incidentId, status] = names.exec(identifier) ?? [];
  return incidentId === undefined || status === undefined ? null : { incidentId, status };
};

const referenceOf = ({ incident }: Published, { status }: Chain, { number, sentAt }: Issue): Reference => ({
  identifier: `${incident.id}.${number}.${status.toLowerCase()}`,
  sentAt,
});

/** The newest message of a chain; none where nobody has a use for it any more. */
const newestOf = (published: Published, chain: Chain, now: EpochMs): Message[] => {
  const { status, issues, isCut } = chain;
  const issue = issues.at(-1);
  if (issue === undefined) return [];
  const isShown = issue.isCancel ? now - issue.sentAt <= cancelStaysMs : published.standing.isPublished;
  if (!isShown) return [];
  const references = issues
    .slice(-1 - mostReferences, -1)
    .map((earlier) => referenceOf(published, chain, earlier));
  return [
    {
      ...referenceOf(published, chain, issue),
      ...{ status, references, issue, isTakenBack: isCut },
      msgType: issue.isCancel ? 'Cancel' : references.length === 0 ? 'Alert' : 'Update',
    },
  ];
};

/** What is to be seen of an incident: the newest message while it goes on, and what was cancelled within a day; the newest first. */
export const messagesOf = (published: Published, now: EpochMs): readonly Message[] =>
  chainsOf(published, now)
    .flatMap((chain) => newestOf(published, chain, now))
    .toReversed();
