import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isOpen } from '../incident/incident.ts';
import { languages } from '../notify/receiver.ts';
import { type CapInfo, infoOf, type Named } from './info.ts';
import { type Issue, issuesOf } from './issues.ts';
import type { Published } from './published.ts';

export type CapStatus = 'Actual' | 'Exercise' | 'Draft';

/** A message of the Common Alerting Protocol 1.2 (OASIS), by the names of its elements. */
export interface CapAlert {
  readonly identifier: string;
  readonly sender: string;
  readonly sentAt: EpochMs;
  readonly status: CapStatus;
  readonly msgType: 'Alert' | 'Update' | 'Cancel';
  readonly note: string | null;
  /** Messages that this one stands in the place of: `sender,identifier,sent`, parted by blanks. */
  readonly references: readonly { readonly identifier: string; readonly sentAt: EpochMs }[];
  readonly incidentId: string;
  readonly infos: readonly CapInfo[];
}

/** Who says it. */
export interface Sender {
  /** Such as alerts@air.example: no blanks, commas, < or &. */
  readonly sender: string;
  readonly now: EpochMs;
  readonly named: Named;
}

/** Recorded air is an Exercise. Actual needs an Admin, who approved the rule, and data that passed quality control. */
export const statusOf = ({ incident, isApproved }: Published): CapStatus => {
  if (incident.isReplayed) return 'Exercise';
  return isApproved && incident.isQualified ? 'Actual' : 'Draft';
};

/** A status has messages of its own: what was a draft is not made actual under the same name. */
const identifierOf = ({ incident }: Published, status: CapStatus, { number }: Issue): string =>
  `${incident.id}.${number}.${status.toLowerCase()}`;

/** The incident that a message is about; null where the name is none of ours. */
export const incidentIn = (identifier: string): string | null =>
  /^(.+)\.\d+\.(actual|exercise|draft)$/.exec(identifier)?.[1] ?? null;

/** The newest message about an incident; null where it was over before anything was said of it. */
export const capOf = (published: Published, { sender, now, named }: Sender): CapAlert | null => {
  const issues = issuesOf(published, now);
  const newest = issues.at(-1);
  const isOver = !isOpen(published.incident);
  if (newest === undefined || (isOver && newest.number === 1)) return null;
  const status = statusOf(published);
  return {
    ...{ identifier: identifierOf(published, status, newest), sender, sentAt: newest.sentAt, status },
    msgType: isOver ? 'Cancel' : newest.number === 1 ? 'Alert' : 'Update',
    note: status === 'Exercise' ? 'Recorded air, played again: nothing of it is happening now.' : null,
    references: issues
      .slice(0, -1)
      .map((issue) => ({ identifier: identifierOf(published, status, issue), sentAt: issue.sentAt })),
    incidentId: published.incident.id,
    infos: languages.map((language) => infoOf(published, newest, { language, named })),
  };
};
