import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { worstOf } from '../../domain/notify/groups/worst.ts';
import type { Notice, NoticeReason } from '../../domain/notify/notice.ts';
import { quietUntil } from '../../domain/notify/quiet/quiet-hours.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { fullUntil, type LetOut } from '../../domain/notify/sending/cap.ts';
import { endpointOf } from '../../domain/notify/sending/endpoint.ts';
import { listed } from '../../domain/notify/sending/listed.ts';
import type { NewDelivery } from '../../store/notify/delivery-rows.ts';
import type { NotifyStore } from '../../store/notify/notifying.ts';
import type { TellingRule } from '../../store/notify/parties.ts';

const hourMs = 3_600_000;

/** Something to be told to somebody. */
export interface Letter {
  readonly receiver: Receiver;
  readonly groupKey: string | null;
  readonly reason: NoticeReason;
  readonly incidents: readonly Incident[];
  readonly firstTold: readonly string[];
  readonly rule: Pick<TellingRule, 'id' | 'revision' | 'wording' | 'condition'>;
}

export interface PostGround {
  readonly directory: Pick<Directory, 'find'>;
  readonly newId: () => string;
}

/** Names for people of what incidents are about, as far as they are known. */
export const namesOf = (
  incidents: readonly Incident[],
  { find }: Pick<Directory, 'find'>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    incidents.flatMap(({ labels: { sensorId } }) => {
      const sensor = sensorId === null ? undefined : find(sensorId);
      return sensorId === null || sensor === undefined ? [] : [[sensorId, sensor.name]];
    }),
  );

/** What a rule watches, where it has not changed since it raised them. */
const conditionsOf = (
  incidents: readonly Incident[],
  { id, revision, condition }: Letter['rule'],
): NonNullable<Notice['conditions']> =>
  incidents.every(({ ruleRevision }) => ruleRevision === revision) ? { [id]: condition } : {};

/** Until when a receiver gets nothing as bad as this; null where it does. */
export const holdUntil = (
  receiver: Receiver,
  incidents: readonly Incident[],
  letOut: LetOut,
  now: EpochMs,
): EpochMs | null =>
  quietUntil(receiver, worstOf(incidents), now) ?? fullUntil(letOut, receiver.capPerHour, now);

const nothingOut: LetOut = { count: 0, firstAt: null };

/** Collects what is to be told in a transaction, of receivers that are locked in it: each counts what it gets. */
export const openPost = async (
  store: Pick<NotifyStore, 'deliveries'>,
  receiverIds: readonly string[],
  { ground: { directory, newId }, now }: { readonly ground: PostGround; readonly now: EpochMs },
) => {
  const letOut = new Map(
    receiverIds.length === 0 ? [] : await store.deliveries.letOut(receiverIds, now - hourMs),
  );
  const deliveries: NewDelivery[] = [];

  const add = (
    { receiver, groupKey, reason, incidents, firstTold, rule }: Letter,
    fate: Pick<NewDelivery, 'state' | 'nextAt' | 'fault'>,
  ): NewDelivery => {
    const list = listed(incidents);
    const names = namesOf(list.incidents, directory);
    const { wording } = rule;
    const about = { ...list, names, conditions: conditionsOf(list.incidents, rule) };
    const notice = { ...about, eventId: newId(), reason, wording, at: now, firstTold };
    const delivery = {
      ...{ receiverId: receiver.id, organisation: receiver.organisation, groupKey, notice },
      ...{ endpoint: endpointOf(receiver), ...fate },
    };
    deliveries.push(delivery);
    return delivery;
  };

  return {
    /** It goes out now, or when quiet hours are over and there is room. */
    send(letter: Letter): NewDelivery {
      const { receiver, incidents } = letter;
      const out = letOut.get(receiver.id) ?? nothingOut;
      const until = holdUntil(receiver, incidents, out, now);
      if (until !== null) return add(letter, { state: 'HELD', nextAt: until, fault: null });
      letOut.set(receiver.id, { count: out.count + 1, firstAt: out.firstAt ?? now });
      return add(letter, { state: 'QUEUED', nextAt: now, fault: null });
    },
    /** It is not sent, and the log says why. */
    drop: (letter: Letter, fault: string): NewDelivery =>
      add(letter, { state: 'DROPPED', nextAt: null, fault }),
    /** Writes what was collected. Resolves with how much of it is to go out now. */
    async flush(): Promise<number> {
      await store.deliveries.add(deliveries);
      return deliveries.filter(({ state }) => state === 'QUEUED').length;
    },
  };
};
