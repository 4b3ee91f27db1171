import type { Message, Notice } from '../domain/notify/notice.ts';
import type { ChannelName, Receiver, ReceiverSecrets } from '../domain/notify/receiver.ts';

/** What became of one try. Faults are for people, and hold no secrets. */
export type Sent =
  | { readonly kind: 'SENT' }
  /** Not now: to be tried again, and not before so long where the receiver said so. */
  | { readonly kind: 'LATER'; readonly fault: string; readonly afterMs: number | null }
  /** Not ever. */
  | { readonly kind: 'REFUSED'; readonly fault: string };

/** One try to send one message. */
export interface Outgoing {
  readonly receiver: Receiver;
  readonly secrets: ReceiverSecrets;
  readonly notice: Notice;
  readonly message: Message;
  /** Which try it is, from 1. */
  readonly attempt: number;
}

/** A way to tell somebody. It resolves with what became of it; what it throws is tried again. */
export interface Channel {
  send(outgoing: Outgoing, signal: AbortSignal): Promise<Sent>;
  close?(): Promise<void>;
}

export type Channels = Readonly<Record<ChannelName, Channel>>;
