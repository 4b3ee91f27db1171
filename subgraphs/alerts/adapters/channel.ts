import type { Message, Notice } from '../domain/notify/notice.ts';
import type { ChannelName, Receiver, ReceiverSecrets } from '../domain/notify/receiver.ts';

/** What became of one try. Faults are for people, and hold no secrets. */
export type Sent =
  | { readonly kind: 'SENT' }
  /** `afterMs`: as the receiver asked for; null: as whoever tries again thinks right. */
  | { readonly kind: 'LATER'; readonly fault: string; readonly afterMs: number | null }
  /** For good. */
  | { readonly kind: 'REFUSED'; readonly fault: string };

/** One try to tell one receiver. */
export interface Outgoing {
  readonly receiver: Receiver;
  readonly secrets: ReceiverSecrets;
  readonly notice: Notice;
  readonly message: Message;
  /** 1 for the first. */
  readonly attempt: number;
}

/** A way to the outside. It resolves whatever the other side does, within its deadline. */
export interface Channel {
  /** How long one try may take, ms, where that is longer than usual: what is broken off earlier may have been taken all the same. */
  readonly tryMs?: number;
  send(outgoing: Outgoing, signal: AbortSignal): Promise<Sent>;
  close?(): Promise<void>;
}

export type Channels = Readonly<Record<ChannelName, Channel>>;
