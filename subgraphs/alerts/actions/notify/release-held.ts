import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { unreachable } from '../../domain/notify/sending/reachable.ts';
import { type Held, type Release, releaseOf } from '../../domain/notify/sending/release.ts';
import type { HeldDelivery } from '../../store/notify/deliveries.ts';
import type { Notifying, NotifyStore } from '../../store/notify/notifying.ts';
import { holdUntil, namesOf, type PostGround } from './post.ts';

const hourMs = 3_600_000;

interface Clock {
  readonly ground: PostGround;
  readonly now: EpochMs;
}

const heldOf = ({ id, notice }: HeldDelivery): Held => ({ ...notice, id });

/** What a receiver was never to hear of is forgotten, so that its end is not told either. */
const forget = async (
  store: NotifyStore,
  messages: readonly HeldDelivery[],
  { unheard }: Release,
): Promise<void> => {
  if (unheard.length === 0) return;
  const keys = [...new Set(messages.flatMap(({ groupKey }) => groupKey ?? []))];
  const groups = await store.groups.lockKeys(keys);
  await store.groups.saveTold(
    groups.map(({ key, told }) => ({
      key,
      told: { ...told, open: told.open.filter((id) => !unheard.includes(id)) },
    })),
  );
};

/** Of one receiver, real or recorded: the two never come in one message. */
const release = async (
  store: NotifyStore,
  receiver: Receiver,
  messages: readonly HeldDelivery[],
  { ground, now }: Clock,
): Promise<number> => {
  const ids = messages.map(({ id }) => id);
  const incidents = await store.incidents.byIds(
    messages.flatMap(({ notice }) => notice.incidents.map(({ id }) => id)),
  );
  const released = releaseOf(messages.map(heldOf), incidents);
  const { digest, merged, stale } = released;
  const out = await store.deliveries.letOut([receiver.id], now - hourMs);
  const letOut = out.get(receiver.id) ?? { count: 0, firstAt: null };
  const until = digest === null ? null : holdUntil(receiver, digest.incidents, letOut, now);
  if (until !== null) {
    await store.deliveries.holdOn(ids, until);
    return 0;
  }
  await store.deliveries.drop(stale, 'It was over before it could be told.');
  await forget(store, messages, released);
  if (digest === null) return 0;
  await store.deliveries.drop(merged, `It is told together with others, in ${digest.id}.`);
  const { id: eventId, ...told } = digest;
  const names = namesOf(digest.incidents, ground.directory);
  await store.deliveries.letGo({ ...told, eventId, names, at: now, firstTold: [] }, now);
  return 1;
};

const releaseFor = async (store: NotifyStore, receiverId: string, clock: Clock): Promise<number> => {
  const held = await store.deliveries.held(receiverId, clock.now);
  // groups before receivers, as everybody locks them
  await store.groups.lockKeys([...new Set(held.flatMap(({ groupKey }) => groupKey ?? []))]);
  const receiver = (await store.parties.lockReceivers([receiverId])).get(receiverId);
  const fault = receiver === undefined ? 'The receiver was taken away.' : unreachable(receiver);
  if (receiver === undefined || fault !== null) {
    await store.deliveries.drop(
      held.map(({ id }) => id),
      fault ?? '',
    );
    return 0;
  }
  let queued = 0;
  for (const isReplayed of [false, true]) {
    const messages = held.filter(({ notice }) => notice.isReplayed === isReplayed);
    if (messages.length > 0) queued += await release(store, receiver, messages, clock);
  }
  return queued;
};

/** Lets out what waited for the end of quiet hours or of a full hour: one message for a receiver, of what is still to be told. */
export const releaseHeld = (notifying: Notifying, ground: PostGround, now: EpochMs) =>
  notifying.transaction(async (store) => {
    const receiverId = await store.deliveries.claimHolder(now);
    if (receiverId === null) return { judged: 0, queued: 0 };
    return { judged: 1, queued: await releaseFor(store, receiverId, { ground, now }) };
  });
