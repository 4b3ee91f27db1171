import { randomBytes } from 'node:crypto';
import { createRateLimiter } from '@aqmrg/platform/access/rate-limit.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { signingSecretOf } from '../../adapters/webhook/sign.ts';
import type { ChannelName, Receiver } from '../../domain/notify/receiver.ts';
import { type KeptSecrets, overlapMs, withSecret } from '../../domain/notify/receivers/kept-secrets.ts';
import type { UrlRefusal } from '../../domain/notify/receivers/read-address.ts';
import {
  type ReadReceiver,
  type ReceiverInput,
  readReceiver,
} from '../../domain/notify/receivers/read-receiver.ts';
import { unreachable } from '../../domain/notify/sending/reachable.ts';
import { isProblems, type Problem } from '../../domain/problem.ts';
import { mostReceivers, type Receivers, type SealedReceiver } from '../../store/receivers/receivers.ts';
import { isId, notFound, organisationOf } from './asker.ts';
import { ownNotice } from './own-notice.ts';
import type { SealedSecrets } from './secrets.ts';

export interface KeepGround {
  readonly receivers: Receivers;
  readonly secrets: SealedSecrets;
  readonly urlRefusal: UrlRefusal;
  readonly cache: Cache;
  readonly log: Log;
  readonly newId: () => string;
  readonly now: () => EpochMs;
  /** Told when there is something to send. */
  readonly onQueued: () => void;
  /** Told when incidents are to be thought of again. */
  readonly onUnheeded: () => void;
}

/** Questions to addresses that nobody asked for are a nuisance to whoever reads them. */
const questionsAnHour = 20;
const hourMs = 3_600_000;

const changedMeanwhile: readonly Problem[] = [
  {
    field: 'id',
    code: 'CHANGED_MEANWHILE',
    reason: 'Somebody else changed it meanwhile',
    next: 'Read it again, and try once more.',
  },
];
const tooMany: readonly Problem[] = [
  {
    field: 'name',
    code: 'TOO_MANY',
    reason: `Your organisation has ${mostReceivers} receivers, as many as there may be`,
    next: 'Take one away that is no longer needed.',
  },
];

const newSigningSecret = (): string => signingSecretOf(randomBytes(32));

const newSecrets = (channel: ChannelName, { address, botToken }: ReadReceiver): KeptSecrets => {
  switch (channel) {
    case 'EMAIL':
      return { channel };
    case 'WEBHOOK':
      return { channel, signing: [{ secret: newSigningSecret(), until: null }] };
    case 'SLACK':
      return { channel, webhookUrl: address?.secretUrl ?? '' };
    case 'TELEGRAM':
      return { channel, botToken: botToken ?? '' };
    default:
      return channel satisfies never;
  }
};

const changedSecrets = (kept: KeptSecrets, { address, botToken }: ReadReceiver): KeptSecrets => {
  if (kept.channel === 'SLACK') return { ...kept, webhookUrl: address?.secretUrl ?? kept.webhookUrl };
  return kept.channel === 'TELEGRAM' ? { ...kept, botToken: botToken ?? kept.botToken } : kept;
};

/** An email address that is given, and has not said yes or has said no since, is asked. */
const isToBeAsked = (before: Receiver, { address }: ReadReceiver): boolean =>
  before.channel === 'EMAIL' &&
  address !== null &&
  (address.shown !== before.address || before.confirmedAt === null || before.unsubscribedAt !== null);

const changed = (before: Receiver, read: ReadReceiver): Receiver => {
  const address = read.address?.shown ?? before.address;
  const isSame = address === before.address;
  return {
    ...{ ...before, ...read.settings, address, revision: before.revision + 1 },
    // what one address said is nothing that another did
    confirmedAt: isSame ? before.confirmedAt : null,
    unsubscribedAt: isSame ? before.unsubscribedAt : null,
  };
};

/** What members of an organisation do with its receivers. */
export const createKeeping = (ground: KeepGround) => {
  const { receivers, secrets, urlRefusal, cache, log, newId, now, onQueued, onUnheeded } = ground;
  const questions = createRateLimiter(cache, {
    ...{ name: 'confirmations', points: questionsAnHour, windowMs: hourMs, log },
  });

  const ask = async (receiver: Receiver) => {
    await questions.take(receiver.organisation);
    return ownNotice(receiver, 'CONFIRM', { eventId: newId(), now: now() });
  };

  /** One of the caller's own. */
  const find = async (id: string, caller: Caller): Promise<SealedReceiver | readonly Problem[]> => {
    const organisation = organisationOf(caller);
    if (typeof organisation !== 'string') return organisation;
    const found = isId(id) ? await receivers.find(id) : null;
    return found?.receiver.organisation === organisation ? found : notFound('id', 'receiver');
  };

  return {
    find,

    async list(caller: Caller): Promise<readonly Receiver[]> {
      return caller.organisation === null ? [] : receivers.list(caller.organisation);
    },

    /** With the signing secret of a webhook. Rejects with RATE_LIMITED where too many addresses are asked. */
    async create(
      { channel, ...input }: ReceiverInput & { readonly channel: ChannelName },
      caller: Caller,
    ): Promise<{ readonly receiver: Receiver; readonly signingSecret: string | null } | readonly Problem[]> {
      const organisation = organisationOf(caller);
      if (typeof organisation !== 'string') return organisation;
      const read = readReceiver(input, { channel, urlRefusal });
      if (isProblems(read)) return read;
      const receiver: Receiver = {
        ...{ id: newId(), revision: 1, organisation, channel, ...read.settings },
        ...{ address: read.address?.shown ?? '', confirmedAt: null, unsubscribedAt: null },
        ...{ createdBy: caller.id, createdAt: now() },
      };
      const kept = newSecrets(channel, read);
      const sealed = await secrets.seal(receiver.id, kept);
      const deliveries = channel === 'EMAIL' ? [await ask(receiver)] : [];
      if (!(await receivers.add({ receiver, sealed, deliveries }))) return tooMany;
      if (deliveries.length > 0) onQueued();
      return {
        receiver,
        signingSecret: kept.channel === 'WEBHOOK' ? (kept.signing[0]?.secret ?? null) : null,
      };
    },

    /** Rejects as `create` does. */
    async update(
      { id, ...input }: ReceiverInput & { readonly id: string },
      caller: Caller,
    ): Promise<Receiver | readonly Problem[]> {
      const found = await find(id, caller);
      if (isProblems(found)) return found;
      const { receiver: before } = found;
      const read = readReceiver(input, { channel: before.channel, before, urlRefusal });
      if (isProblems(read)) return read;
      const receiver = changed(before, read);
      const kept = changedSecrets(await secrets.open(id, found.sealed), read);
      const sealed = await secrets.seal(id, kept);
      const deliveries = isToBeAsked(before, read) ? [await ask(receiver)] : [];
      const beginsAnew = unreachable(before) !== null && unreachable(receiver) === null;
      const change = { receiver, sealed, deliveries, beginsAnew, now: now() };
      if (!(await receivers.change(change))) return changedMeanwhile;
      if (deliveries.length > 0) onQueued();
      if (beginsAnew) onUnheeded();
      return receiver;
    },

    async remove(id: string, caller: Caller): Promise<{ readonly id: string } | readonly Problem[]> {
      const found = await find(id, caller);
      if (isProblems(found)) return found;
      await receivers.remove(found.receiver, now());
      return { id };
    },

    /** A new signing secret; the one before signs for a day more. */
    async rotate(
      id: string,
      caller: Caller,
    ): Promise<{ readonly signingSecret: string; readonly oldUntil: EpochMs } | readonly Problem[]> {
      const found = await find(id, caller);
      if (isProblems(found)) return found;
      const kept = await secrets.open(id, found.sealed);
      if (kept.channel !== 'WEBHOOK')
        return [
          {
            ...{ field: 'id', code: 'NOT_USED', reason: 'Only messages to a WEBHOOK are signed' },
            next: 'Name a receiver whose channel is WEBHOOK.',
          },
        ];
      const signingSecret = newSigningSecret();
      const at = now();
      const receiver = { ...found.receiver, revision: found.receiver.revision + 1 };
      const sealed = await secrets.seal(id, withSecret(kept, signingSecret, at));
      const change = { receiver, sealed, deliveries: [], beginsAnew: false, now: at };
      if (!(await receivers.change(change))) return changedMeanwhile;
      return { signingSecret, oldUntil: at + overlapMs };
    },
  };
};
export type Keeping = ReturnType<typeof createKeeping>;
