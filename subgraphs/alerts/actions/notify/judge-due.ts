import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Judgement, judgeGroup } from '../../domain/notify/groups/judge-group.ts';
import type { Quiet } from '../../domain/notify/quiet/hush.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { unreachable } from '../../domain/notify/sending/reachable.ts';
import type { JudgedGroup, KnownGroup } from '../../store/notify/groups.ts';
import type { Step } from '../../store/notify/incidents.ts';
import type { Notifying, NotifyStore } from '../../store/notify/notifying.ts';
import type { TellingRule } from '../../store/notify/parties.ts';
import { mayTell } from './heed.ts';
import { openPost, type PostGround } from './post.ts';
import { quietOf } from './quiet-of.ts';

const most = 50;

/** A group with what it takes to judge it. */
interface Case {
  readonly group: KnownGroup;
  readonly rule: TellingRule;
  readonly receiver: Receiver;
}

/** Others are forgotten: nobody may be told of them. Where that changes, what goes on is told as if it were new. */
const caseOf = (
  group: KnownGroup,
  rules: ReadonlyMap<string, TellingRule>,
  receivers: ReadonlyMap<string, Receiver>,
): Case | null => {
  const [rule, receiver] = [rules.get(group.ruleId), receivers.get(group.receiverId)];
  if (rule === undefined || receiver === undefined || !mayTell(rule, receiver)) return null;
  return unreachable(receiver) === null ? { group, rule, receiver } : null;
};

const judge = (
  { group, rule: { telling }, receiver }: Case,
  incidents: readonly Incident[],
  quiet: Quiet,
  now: EpochMs,
): Judgement =>
  judgeGroup({
    ...{ told: group.told, telling, incidents, now, ...quiet },
    takesNew: telling.receiverIds.includes(receiver.id),
  });

const stepsOf = ({ receiver }: Case, { tell, hushed }: Judgement, now: EpochMs): Step[] => {
  const step = { at: now, writtenAt: now, by: null };
  const to = { receiver: receiver.name, channel: receiver.channel };
  return [
    ...(tell?.incidents ?? []).map(({ id }) => ({
      ...{ ...step, incidentId: id, kind: 'NOTIFIED' as const },
      details: { ...to, reason: tell?.reason ?? null },
    })),
    ...hushed.map(({ incident, hush }) => ({
      ...{ ...step, incidentId: incident.id, kind: 'SUPPRESSED' as const },
      details: { ...to, reason: hush.kind, by: hush.by },
    })),
  ];
};

const judgeIn = async (store: NotifyStore, ground: PostGround, now: EpochMs) => {
  const groups = await store.groups.claimDue(now, most);
  if (groups.length === 0) return { judged: 0, queued: 0 };
  const rules = await store.parties.rules(groups.map(({ ruleId }) => ruleId));
  const receivers = await store.parties.lockReceivers(groups.map(({ receiverId }) => receiverId));
  const cases = groups.flatMap((group) => caseOf(group, rules, receivers) ?? []);
  const open = await store.incidents.openIn(cases.map(({ group }) => group));
  const idsOf = ({ key, told }: KnownGroup) => [...new Set([...(open.get(key) ?? []), ...told.open])];
  const incidents = await store.incidents.byIds(cases.flatMap(({ group }) => idsOf(group)));
  const quiet = await quietOf(
    store,
    cases.map(({ receiver }) => receiver.organisation),
    now,
  );
  const receiverIds = cases.map(({ receiver }) => receiver.id);
  const post = await openPost(store, receiverIds, { ground, now });
  const steps: Step[] = [];
  const judged: JudgedGroup[] = [];
  for (const one of cases) {
    const { group, rule, receiver } = one;
    const here = idsOf(group).flatMap((id) => incidents.get(id) ?? []);
    const judgement = judge(one, here, quiet(receiver.organisation), now);
    const { tell, told, lookAt } = judgement;
    if (tell !== null) post.send({ ...tell, receiver, groupKey: group.key, rule });
    steps.push(...stepsOf(one, judgement, now));
    judged.push({ key: group.key, told, lookAt });
  }
  await store.groups.save(judged);
  const kept = new Set(judged.map(({ key }) => key));
  await store.groups.remove(groups.map(({ key }) => key).filter((key) => !kept.has(key)));
  const queued = await post.flush();
  await store.incidents.addSteps(steps);
  return { judged: groups.length, queued };
};

/** Judges groups that are due; what they are to be told is in the outbox afterwards, and in the trails. */
export const judgeDue = (notifying: Notifying, ground: PostGround, now: EpochMs) =>
  notifying.transaction((store) => judgeIn(store, ground, now));
