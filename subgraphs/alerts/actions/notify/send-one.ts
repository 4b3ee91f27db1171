import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Channels, Sent } from '../../adapters/channel.ts';
import type { Message, Notice } from '../../domain/notify/notice.ts';
import type { Receiver, ReceiverSecrets } from '../../domain/notify/receiver.ts';
import { unreachable } from '../../domain/notify/sending/reachable.ts';
import { nextTry } from '../../domain/notify/sending/retries.ts';
import type { ClaimedDelivery, Outcome } from '../../store/notify/outbox.ts';

export interface SendGround {
  readonly channels: Channels;
  /** In the receiver's language, with the links that are theirs. */
  readonly compose: (notice: Notice, receiver: Receiver) => Message;
  /** Rejects where what is kept cannot be opened. */
  readonly openSecrets: (receiver: Receiver, sealed: string) => Promise<ReceiverSecrets>;
  readonly now: () => EpochMs;
  /** From [0, 1). */
  readonly random: () => number;
  /** How long one try may take, ms, where its channel says nothing else. */
  readonly tryMs: number;
  /** Told of what failed here, and not there. */
  readonly onFailure: (error: unknown, deliveryId: string) => void;
}

const mostFault = 500;

/** Why a message is no longer wanted; null: it is. */
const unwanted = ({ receiver, notice }: ClaimedDelivery): string | null => {
  if (receiver === null) return 'The receiver was taken away.';
  // what asks whether it may
  if (notice.reason === 'CONFIRM') return null;
  if (notice.isReplayed && !receiver.takesReplays)
    return 'It is of recorded air, which this receiver does not take.';
  return unreachable(receiver);
};

const sentBy = async (
  claimed: ClaimedDelivery,
  receiver: Receiver,
  { ground, stopping }: { readonly ground: SendGround; readonly stopping: AbortSignal },
): Promise<Sent> => {
  const { compose, openSecrets, onFailure } = ground;
  const channel = ground.channels[receiver.channel];
  const { tryMs = ground.tryMs } = channel;
  const tooLong = AbortSignal.timeout(tryMs);
  try {
    const secrets = await openSecrets(receiver, claimed.sealed);
    const { notice, attempts: attempt } = claimed;
    const message = compose(notice, receiver);
    const signal = AbortSignal.any([tooLong, stopping]);
    return await channel.send({ receiver, secrets, notice, message, attempt }, signal);
  } catch (error) {
    if (tooLong.aborted)
      return { kind: 'LATER', fault: `It was not taken within ${tryMs / 1_000} s.`, afterMs: null };
    onFailure(error, claimed.id);
    return { kind: 'LATER', fault: 'Something failed here, and was written down.', afterMs: null };
  }
};

const outcomeOf = (
  sent: Sent,
  { attempts, queuedAt, notice }: ClaimedDelivery,
  ground: SendGround,
): Outcome => {
  const at = ground.now();
  switch (sent.kind) {
    case 'SENT':
      return { state: 'SENT', nextAt: null, fault: null, at };
    case 'REFUSED':
      return { state: 'DEAD', nextAt: null, fault: sent.fault.slice(0, mostFault), at };
    case 'LATER': {
      const { afterMs } = sent;
      // whoever tries a channel out wants to know now
      const nextAt =
        notice.reason === 'TEST' ? null : nextTry({ attempts, queuedAt, afterMs }, at, ground.random());
      const state = nextAt === null ? 'DEAD' : 'RETRYING';
      return { state, nextAt, fault: sent.fault.slice(0, mostFault), at };
    }
    default:
      return sent satisfies never;
  }
};

/** Sends one message; what became of it. Null: it was broken off, since this process stops. */
export const sendOne = async (
  claimed: ClaimedDelivery,
  ground: SendGround,
  stopping: AbortSignal,
): Promise<Outcome | null> => {
  const { receiver } = claimed;
  const fault = unwanted(claimed);
  if (receiver === null || fault !== null) return { state: 'DROPPED', nextAt: null, fault, at: ground.now() };
  const sent = await sentBy(claimed, receiver, { ground, stopping });
  return stopping.aborted && sent.kind === 'LATER' ? null : outcomeOf(sent, claimed, ground);
};
