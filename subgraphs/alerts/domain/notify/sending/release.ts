import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import { isOpen } from '../../incident/incident.ts';
import type { Wording } from '../../rule/rule.ts';
import { worstFirst } from '../groups/worst.ts';
import type { Notice, NoticeReason } from '../notice.ts';
import { listed } from './listed.ts';

/** A message that waited, and what it was to tell. */
export interface Held {
  readonly id: string;
  readonly reason: NoticeReason;
  /** As they were then. */
  readonly incidents: readonly Incident[];
  /** Ids of those that its receiver was to hear of for the first time. */
  readonly firstTold: readonly string[];
  readonly more: number;
  readonly wording: Wording;
  readonly conditions?: Notice['conditions'];
}

/** What comes of messages that waited for one receiver. */
export interface Release {
  /** The one that goes out, and tells what is still to be told of all; null: nothing is. */
  readonly digest:
    | ({ readonly id: string; readonly reason: NoticeReason; readonly wording: Wording } & Pick<
        Notice,
        'incidents' | 'more' | 'conditions' | 'isReplayed'
      >)
    | null;
  /** Told in the digest. */
  readonly merged: readonly string[];
  /** Nothing of it is to be told any more. */
  readonly stale: readonly string[];
  /** Incidents that were to be told and were over before they were: their ends need not be told either. */
  readonly unheard: readonly string[];
}

const ours: Wording = { subject: null, body: null };

const reasonOf = (messages: readonly Held[], told: readonly Incident[]): NoticeReason => {
  const [first] = messages;
  if (told.some(isOpen)) return messages.length === 1 && first !== undefined ? first.reason : 'FIRING';
  return told.every(({ state }) => state === 'WITHDRAWN') ? 'WITHDRAWN' : 'ALL_CLEAR';
};

const wordingOf = ([first, ...others]: readonly Held[]): Wording => {
  const isSame = ({ wording }: Held): boolean =>
    wording.subject === first?.wording.subject && wording.body === first.wording.body;
  return first !== undefined && others.every(isSame) ? first.wording : ours;
};

const byId = (incidents: readonly Incident[]): readonly Incident[] => [
  ...new Map(incidents.map((one) => [one.id, one])).values(),
];

/**
 * One message in the place of those that waited, oldest first, as things are now: what goes on, and the end of what was told before they began to wait. What began and
 * ended meanwhile is not told. What ended since a message was made is left to the next one of its group.
 */
export const releaseOf = (held: readonly Held[], now: ReadonlyMap<string, Incident>): Release => {
  const isOpenNow = (id: string): boolean => {
    const incident = now.get(id);
    return incident !== undefined && isOpen(incident);
  };
  const unheard = new Set(held.flatMap(({ firstTold }) => firstTold).filter((id) => !isOpenNow(id)));
  const wanted = ({ incidents }: Held): readonly Incident[] =>
    incidents
      .filter((then) => isOpen(then) === isOpenNow(then.id) && !unheard.has(then.id))
      .flatMap(({ id }) => now.get(id) ?? []);
  const [stale, messages] = [
    held.filter((one) => wanted(one).length === 0),
    held.filter((one) => wanted(one).length > 0),
  ];
  const outcome = { stale: stale.map(({ id }) => id), unheard: [...unheard] };
  const [first, ...others] = messages;
  if (first === undefined) return { digest: null, merged: [], ...outcome };
  const incidents = worstFirst(byId(messages.flatMap(wanted)));
  const digest = {
    id: first.id,
    reason: reasonOf(messages, incidents),
    wording: wordingOf(messages),
    conditions: Object.assign({}, ...messages.map(({ conditions }) => conditions)),
    ...listed(
      incidents,
      messages.reduce((sum, { more }) => sum + more, 0),
    ),
  };
  return { digest, merged: others.map(({ id }) => id), ...outcome };
};
