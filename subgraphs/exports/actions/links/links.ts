import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '@aqmrg/platform/access/derived-key.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import {
  type Asked,
  type Link,
  linkGoodForMs,
  pathOf,
  readLink,
  signedText,
} from '../../domain/links/link.ts';

/** What an address is worth. */
export type LinkVerdict =
  | {
      readonly kind: 'GOOD';
      readonly until: EpochMs;
      /** Whether it was made for this account. */
      readonly isFor: (accountId: string) => boolean;
    }
  /** It was made here, and was good until then. */
  | { readonly kind: 'EXPIRED'; readonly until: EpochMs }
  /** It was not made here, or was changed since. */
  | { readonly kind: 'WRONG' };

export interface Links {
  /** The address of one file for one account, good for an hour. */
  urlOf(
    exportId: string,
    fileName: string,
    accountId: string,
  ): { readonly url: string; readonly expiresAt: EpochMs };
  judge(asked: Asked): LinkVerdict;
}

const tagBytes = 16;

/** Of the same length: digests are compared, so that time tells nothing of what they are of. */
const areSame = (given: string, own: Buffer): boolean => {
  const bytes = Buffer.from(given, 'base64url');
  return bytes.length === own.length && timingSafeEqual(bytes, own) && bytes.toString('base64url') === given;
};

/** Addresses signed by HMAC-SHA-256, under keys that are made of the room's secret for this purpose alone. */
export const createLinks = ({
  secret,
  publicUrl,
  now,
}: {
  readonly secret: string;
  /** The address of this graph. */
  readonly publicUrl: string;
  readonly now: () => EpochMs;
}): Links => {
  const signing = derivedKey(secret, 'aqmrg exports links');
  const naming = derivedKey(secret, 'aqmrg exports links: accounts');
  const sign = (link: Link): Buffer => createHmac('sha256', signing).update(signedText(link)).digest();
  const tagOf = (accountId: string): Buffer =>
    createHmac('sha256', naming).update(accountId).digest().subarray(0, tagBytes);

  return {
    urlOf(exportId, fileName, accountId) {
      const until = now() + linkGoodForMs;
      const link = { exportId, fileName, tag: tagOf(accountId).toString('base64url'), until };
      const path = pathOf({ link, signature: sign(link).toString('base64url') });
      return { url: `${publicUrl}${path}`, expiresAt: until };
    },
    judge(asked) {
      const read = readLink(asked);
      if (read === null || !areSame(read.signature, sign(read.link))) return { kind: 'WRONG' };
      const { tag, until } = read.link;
      if (until <= now()) return { kind: 'EXPIRED', until };
      return { kind: 'GOOD', until, isFor: (accountId) => areSame(tag, tagOf(accountId)) };
    },
  };
};
