import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { escalateAt } from '../../domain/notify/groups/escalate.ts';
import {
  escalationGroupsOf,
  type Group,
  groupsOf,
  unwantedReplaysOf,
} from '../../domain/notify/groups/groups-of.ts';
import { matches } from '../../domain/notify/quiet/matches.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import type { Look } from '../../store/notify/groups.ts';
import type { Escalating } from '../../store/notify/incidents.ts';
import type { Notifying, NotifyStore } from '../../store/notify/notifying.ts';
import type { TellingRule } from '../../store/notify/parties.ts';
import { openPost, type PostGround } from './post.ts';

const most = 200;

/** A rule tells receivers of its own organisation alone; the house's own tell whoever an Admin named. */
export const mayTell = (rule: TellingRule, receiver: Receiver): boolean =>
  rule.organisation === null || rule.organisation === receiver.organisation;

interface Seen {
  readonly incident: Escalating['incident'];
  readonly rule: TellingRule;
}

interface Wanted {
  /** Groups to be looked at, made where they are not there. */
  readonly looks: Look[];
  /** Groups to be looked at if they are there. */
  readonly looksAgain: Look[];
  readonly unwanted: { readonly group: Group; readonly receiver: Receiver; readonly seen: Seen }[];
}

/** Which groups an incident that changed is in, and when they are to be looked at. */
const sortInto = (wanted: Wanted, seen: Seen, receivers: ReadonlyMap<string, Receiver>, now: EpochMs) => {
  const { incident, rule } = seen;
  const { groupWaitMs, groupIntervalMs: intervalMs } = rule.telling;
  const look = (group: Group, waitMs: number): Look => ({ group, at: now + waitMs, intervalMs });
  for (const group of groupsOf(rule, incident)) {
    const receiver = receivers.get(group.receiverId);
    if (receiver === undefined || !mayTell(rule, receiver)) continue;
    if (incident.isReplayed && !receiver.takesReplays)
      wanted.unwanted.push({ group: unwantedReplaysOf(rule.id, receiver.id), receiver, seen });
    else if (isOpen(incident)) wanted.looks.push(look(group, groupWaitMs));
    else wanted.looksAgain.push(look(group, 0));
  }
  if (isOpen(incident)) return;
  for (const group of escalationGroupsOf(rule, incident)) wanted.looksAgain.push(look(group, 0));
};

/** What receivers who take no replays were spared: a line of the log for each rule, and no more of them. */
const dropUnwanted = async (
  store: NotifyStore,
  unwanted: Wanted['unwanted'],
  { ground, now }: { readonly ground: PostGround; readonly now: EpochMs },
): Promise<void> => {
  const first = await store.groups.mark(
    unwanted.map(({ group }) => group),
    now,
  );
  const letters = new Map(unwanted.map((one) => [one.group.key, one]));
  const post = await openPost(store, [], { ground, now });
  for (const key of first) {
    const one = letters.get(key);
    if (one === undefined) continue;
    const { incident, rule } = one.seen;
    const letter = { receiver: one.receiver, groupKey: key, incidents: [incident], firstTold: [] };
    post.drop(
      { ...letter, reason: 'FIRING', rule },
      'It is of recorded air, which this receiver does not take. The same of this rule is not noted again.',
    );
  }
  await post.flush();
};

/** What is over may have kept others quiet. */
const wakeInhibited = async (store: NotifyStore, seen: readonly Seen[], now: EpochMs): Promise<void> => {
  const over = seen.filter(({ incident }) => !isOpen(incident));
  const organisations = [...new Set(over.flatMap(({ incident }) => incident.organisation ?? []))];
  if (organisations.length === 0) return;
  const wishes = await store.parties.wishes(organisations, now);
  for (const [organisation, { inhibitions }] of wishes) {
    const isSource = ({ incident }: Seen): boolean =>
      incident.organisation === organisation && inhibitions.some(({ source }) => matches(source, incident));
    if (over.some(isSource)) await store.groups.lookAtQuiet(organisation, now);
  }
};

const heedIn = async (store: NotifyStore, ground: PostGround, now: EpochMs): Promise<number> => {
  const changed = await store.incidents.claimUnheeded(most);
  if (changed.length === 0) return 0;
  const rules = await store.parties.rules(changed.map(({ incident }) => incident.labels.ruleId));
  const receivers = await store.parties.receivers(
    [...rules.values()].flatMap(({ telling }) => telling.receiverIds),
  );
  const ruleOf = ({ incident }: Escalating): TellingRule | undefined => rules.get(incident.labels.ruleId);
  const seen = changed.flatMap((one): Seen[] => {
    const rule = ruleOf(one);
    return rule === undefined ? [] : [{ incident: one.incident, rule }];
  });
  const wanted: Wanted = { looks: [], looksAgain: [], unwanted: [] };
  for (const one of seen) sortInto(wanted, one, receivers, now);
  await store.groups.look(wanted.looks);
  await store.groups.lookAgain(wanted.looksAgain);
  if (wanted.unwanted.length > 0) await dropUnwanted(store, wanted.unwanted, { ground, now });
  await wakeInhibited(store, seen, now);
  await store.incidents.heeded(
    changed.map((one) => ({
      id: one.incident.id,
      escalateAt: escalateAt({ ...one, escalation: ruleOf(one)?.telling.escalation ?? [] }),
    })),
  );
  return changed.length;
};

/** Has the groups looked at in which incidents are that changed. Resolves with how many there were. */
export const heed = (notifying: Notifying, ground: PostGround, now: EpochMs): Promise<number> =>
  notifying.transaction((store) => heedIn(store, ground, now));
