import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isOpen, type StepKind } from '../incident/incident.ts';
import type { Published, PublishedStep } from './published.ts';
import { type CapStatus, statusOf } from './status.ts';
import { openingKinds } from './trail.ts';

/** What changes what is told to the outside. Values that move on, and who looks after it, do not. */
export const tellingKinds: ReadonlySet<StepKind> = new Set<StepKind>([
  'RAISED',
  'SILENT',
  'HEARD',
  'RESOLVED',
  'REOPENED',
  'REVISED',
  'WITHDRAWN',
  'FAILED',
  'CAP_CHANGED',
]);

/** How an incident is from one moment to the next. */
export interface Change {
  readonly sentAt: EpochMs;
  readonly value: number | null;
  /** Null: nobody is shown it. */
  readonly status: CapStatus | null;
  readonly isOver: boolean;
}

type Batch = readonly [PublishedStep, ...PublishedStep[]];

/** Steps that were written at once are told at once; a change of status comes by itself. */
const batchesOf = (steps: readonly PublishedStep[]): Batch[] =>
  steps.reduce<Batch[]>((batches, step) => {
    const last = batches.at(-1);
    const isAtOnce =
      last?.[0].writtenAt === step.writtenAt && ![last[0].kind, step.kind].includes('CAP_CHANGED');
    if (last !== undefined && isAtOnce) batches[batches.length - 1] = [...last, step];
    else batches.push([step]);
    return batches;
  }, []);

/** What was written before trails had a status had the one that the first change of it names, or the one that it would have now. */
const statusAtFirst = ({ incident, standing, steps }: Published): CapStatus | null => {
  const first = steps.find(({ status }) => status !== undefined);
  if (first === undefined) return statusOf(incident, standing);
  return (first.statusBefore === undefined ? first.status : first.statusBefore) ?? null;
};

const isOverAfter = (batch: Batch, before: boolean): boolean => {
  const last = batch.findLast(
    ({ kind }) => kind === 'RESOLVED' || kind === 'WITHDRAWN' || openingKinds.has(kind),
  );
  return last === undefined ? before : !openingKinds.has(last.kind);
};

/** Later steps never alter what earlier ones come to, whatever the clocks of those who wrote them: what was told stays so. */
const after = (before: Change, batch: Batch): Change => {
  const told = batch.findLast(({ value }) => value !== null)?.value ?? null;
  const status = batch.findLast((step) => step.status !== undefined)?.status;
  return {
    sentAt: Math.max(before.sentAt, batch[0].writtenAt),
    value: batch[0].kind === 'CAP_CHANGED' ? before.value : told,
    status: status === undefined ? before.status : status,
    isOver: isOverAfter(batch, before.isOver),
  };
};

/** What became of an incident, oldest first. */
export const changesOf = (published: Published): readonly Change[] => {
  const { incident } = published;
  const isOver = !isOpen(incident);
  const start = { sentAt: 0, value: null, status: statusAtFirst(published), isOver: false };
  const changes: Change[] = [];
  for (const batch of batchesOf(published.steps.filter(({ kind }) => tellingKinds.has(kind))))
    changes.push(after(changes.at(-1) ?? start, batch));
  const last = changes.at(-1) ?? { ...start, sentAt: incident.raisedAt };
  return [...changes.slice(0, -1), { ...last, isOver }];
};
