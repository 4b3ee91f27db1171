import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { StepKind } from '../incident/incident.ts';
import type { Published, PublishedStep } from './published.ts';

const hourMs = 3_600_000;
/** A message is good for so long: what goes on is said again before that. */
export const goodForMs = 24 * hourMs;
const renewedAfterMs = 12 * hourMs;
/** References of one message: the newest of an incident that goes on for a month. */
const mostIssues = 100;

/** What changes what is told to the outside. Values that move on, and who looks after it, do not. */
export const tellingKinds: ReadonlySet<StepKind> = new Set([
  'RAISED',
  'SILENT',
  'HEARD',
  'RESOLVED',
  'REOPENED',
  'REVISED',
  'WITHDRAWN',
  'FAILED',
]);

/** One message about an incident: its number, when it was sent, and the value that it tells. */
export interface Issue {
  readonly number: number;
  readonly sentAt: EpochMs;
  readonly value: number | null;
}

/** Steps that were written at once are told at once. */
const batches = (steps: readonly PublishedStep[]): { sentAt: EpochMs; value: number | null }[] => {
  const byTime = Map.groupBy(
    steps.filter(({ kind }) => tellingKinds.has(kind)),
    ({ writtenAt }) => writtenAt,
  );
  return [...byTime]
    .map(([sentAt, at]) => ({ sentAt, value: at.findLast(({ value }) => value !== null)?.value ?? null }))
    .toSorted((a, b) => a.sentAt - b.sentAt);
};

/** The messages about an incident until now, oldest first: one for each change, and one each twelve hours in which nothing changes. They follow from its trail, so that every process gives them the same numbers. */
export const issuesOf = ({ incident, steps }: Published, now: EpochMs): Issue[] => {
  const changes = batches(steps);
  const begun = changes.length > 0 ? changes : [{ sentAt: incident.raisedAt, value: null }];
  const endAt = incident.resolvedAt === null && incident.state !== 'WITHDRAWN' ? now : undefined;
  const all = begun.flatMap((change, i) => {
    const until = begun[i + 1]?.sentAt ?? endAt ?? change.sentAt;
    const renewals = Math.max(0, Math.ceil((until - change.sentAt) / renewedAfterMs) - 1);
    return Array.from({ length: renewals + 1 }, (_, n) => ({
      ...change,
      sentAt: change.sentAt + n * renewedAfterMs,
    }));
  });
  return all.map((issue, i) => ({ number: i + 1, ...issue })).slice(-mostIssues);
};
