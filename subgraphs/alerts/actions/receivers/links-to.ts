import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Links } from '../../domain/messages/draft.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { confirmDoor, unsubscribeDoor } from '../../domain/notify/receivers/doors.ts';
import type { Links as Tokens } from './links.ts';

interface Ground {
  readonly tokens: Tokens;
  /** The address of this graph. */
  readonly publicUrl: string;
  readonly now: () => EpochMs;
}

/** The links of a message, by whom it is for: an email alone has those by which its reader says yes or no. */
export const createLinksTo =
  ({ tokens, publicUrl, now }: Ground) =>
  (receiver: Receiver): Links => {
    const isEmail = receiver.channel === 'EMAIL';
    const to = (door: string, token: string): string => `${publicUrl}${door}/${token}`;
    return {
      unsubscribe: isEmail ? to(unsubscribeDoor, tokens.unsubscribeToken(receiver)) : null,
      confirm: isEmail ? to(confirmDoor, tokens.confirmToken(receiver, now())) : null,
      alert: () => null,
    };
  };

export type LinksTo = ReturnType<typeof createLinksTo>;
