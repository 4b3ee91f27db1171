import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Escalated, escalate } from '../../domain/notify/groups/escalate.ts';
import { groupOf, labelsOf } from '../../domain/notify/groups/groups-of.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { unreachable } from '../../domain/notify/sending/reachable.ts';
import type { Escalating } from '../../store/notify/incidents.ts';
import type { Notifying, NotifyStore } from '../../store/notify/notifying.ts';
import type { TellingRule } from '../../store/notify/parties.ts';
import { mayTell } from './heed.ts';
import { openPost, type PostGround } from './post.ts';
import { quietOf } from './quiet-of.ts';

const most = 50;

interface Case extends Escalating {
  readonly rule: TellingRule;
  readonly escalated: Escalated;
}

/** Whose silences count: the rule's own; the house's rules have none. */
const wishesOf = ({ rule }: { readonly rule: TellingRule }): string => rule.organisation ?? '';

const toldBy = ({ incident, rule, escalated }: Case, receivers: ReadonlyMap<string, Receiver>) =>
  escalated.receiverIds
    .flatMap((id) => receivers.get(id) ?? [])
    .filter((receiver) => mayTell(rule, receiver) && (receiver.takesReplays || !incident.isReplayed));

const stepOf = ({ incident, escalated }: Case, told: readonly Receiver[], now: EpochMs) => ({
  ...{ incidentId: incident.id, kind: 'ESCALATED' as const, at: now, writtenAt: now, by: null },
  details: { step: escalated.taken, receivers: told.map(({ name }) => name).join(', ') },
});

const tellIn = async (
  store: NotifyStore,
  cases: readonly Case[],
  { ground, now }: { readonly ground: PostGround; readonly now: EpochMs },
): Promise<number> => {
  const named = await store.parties.receivers(cases.flatMap(({ escalated }) => escalated.receiverIds));
  const letters = cases.flatMap((one) =>
    toldBy(one, named).map((receiver) => ({
      ...{ one, receiver },
      group: groupOf(one.rule.id, receiver.id, labelsOf(one.rule, one.incident)),
    })),
  );
  const locked = await store.groups.lock(letters.map(({ group }) => group));
  const known = new Map(locked.map((group) => [group.key, group]));
  const receivers = await store.parties.lockReceivers(letters.map(({ receiver }) => receiver.id));
  const post = await openPost(store, [...receivers.keys()], { ground, now });
  for (const { one, group, receiver } of letters) {
    const before = known.get(group.key);
    const fault = unreachable(receiver);
    const isFirst = before !== undefined && !before.told.open.includes(one.incident.id);
    const letter = {
      ...{ receiver, groupKey: group.key, reason: 'ESCALATED' as const, incidents: [one.incident] },
      ...{ rule: one.rule, firstTold: isFirst ? [one.incident.id] : [] },
    };
    if (fault !== null) post.drop(letter, fault);
    else post.send(letter);
    if (fault !== null || !isFirst) continue;
    const { told } = before;
    // a group that was told before keeps its interval
    const next = { ...told, open: [...told.open, one.incident.id], at: told.at ?? now };
    known.set(group.key, { ...before, told: next });
  }
  await store.groups.saveTold([...known.values()]);
  const queued = await post.flush();
  await store.incidents.addSteps(cases.map((one) => stepOf(one, toldBy(one, named), now)));
  return queued;
};

const escalateIn = async (store: NotifyStore, ground: PostGround, now: EpochMs) => {
  const due = await store.incidents.claimEscalations(now, most);
  if (due.length === 0) return { judged: 0, queued: 0 };
  const rules = await store.parties.rules(due.map(({ incident }) => incident.labels.ruleId));
  const quiet = await quietOf(
    store,
    [...rules.values()].flatMap(({ organisation }) => organisation ?? []),
    now,
  );
  const cases = due.flatMap((one): Case[] => {
    const rule = rules.get(one.incident.labels.ruleId);
    if (rule === undefined) return [];
    const { escalation } = rule.telling;
    return [{ ...one, rule, escalated: escalate({ ...one, escalation, ...quiet(wishesOf({ rule })) }, now) }];
  });
  const taken = cases.filter((one) => one.escalated.taken > one.taken);
  const queued = taken.length === 0 ? 0 : await tellIn(store, taken, { ground, now });
  await store.incidents.escalated(
    cases.map(({ incident: { id }, escalated: { taken: steps, nextAt } }) => ({ id, taken: steps, nextAt })),
  );
  return { judged: due.length, queued };
};

/** Tells others of what nobody has acknowledged for too long, each step of a rule once. */
export const escalateDue = (notifying: Notifying, ground: PostGround, now: EpochMs) =>
  notifying.transaction((store) => escalateIn(store, ground, now));
