import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '@aqmrg/platform/access/derived-key.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';

const purposes = ['confirm', 'unsubscribe'] as const;
export type LinkPurpose = (typeof purposes)[number];

/** Whoever reads the address answers within so long. */
const confirmsForMs = 7 * 86_400_000;

/** Whose link it is: of this receiver as long as it has this address. */
export type LinkOwner = Pick<Receiver, 'id' | 'address'>;

/** What a token says before it is held against its receiver. */
export interface ReadLink {
  readonly receiverId: string;
  /** Whether the receiver with this address was given it. */
  readonly isOf: (owner: LinkOwner) => boolean;
}

const signedBytes = 18;

/**
 * Tokens for the links in emails: of one purpose, receiver and address. One to confirm is good for a week; one to unsubscribe always is, since letters are kept for
 * years.
 */
export const createLinks = (secret: string) => {
  const key = derivedKey(secret, 'aqmrg alerts links');
  const sign = (purpose: LinkPurpose, { id, address }: LinkOwner, until: EpochMs): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, id, address, until]))
      .digest()
      .subarray(0, signedBytes);
  const tokenOf = (purpose: LinkPurpose, owner: LinkOwner, until: EpochMs): string =>
    [
      Buffer.from(owner.id).toString('base64url'),
      until.toString(36),
      sign(purpose, owner, until).toString('base64url'),
    ].join('.');

  return {
    confirmToken: (owner: LinkOwner, now: EpochMs): string => tokenOf('confirm', owner, now + confirmsForMs),
    unsubscribeToken: (owner: LinkOwner): string => tokenOf('unsubscribe', owner, 0),

    /** Null where it cannot have been made here, or is too old. */
    read(purpose: LinkPurpose, token: string, now: EpochMs): ReadLink | null {
      const [, id, time, mark] = /^([\w-]{1,200})\.([0-9a-z]{1,11})\.([\w-]{24})$/.exec(token) ?? [];
      if (id === undefined || time === undefined || mark === undefined) return null;
      const until = Number.parseInt(time, 36);
      if (purpose === 'confirm' && until <= now) return null;
      const given = Buffer.from(mark, 'base64url');
      return {
        receiverId: Buffer.from(id, 'base64url').toString(),
        isOf: (owner) => timingSafeEqual(given, sign(purpose, owner, until)),
      };
    },
  };
};
export type Links = ReturnType<typeof createLinks>;
