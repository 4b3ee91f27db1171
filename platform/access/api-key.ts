import { randomBytes } from 'node:crypto';
import { secretPattern, sha256Of } from './secret-text.ts';

const prefix = 'aqk_';
const letters = 'abcdefghijklmnopqrstuvwxyz234567';
const shape = new RegExp(`^${prefix}([a-z2-7]{12})_(${secretPattern})$`);

/** A key as it is looked for: its id, and the hash of its secret to compare. */
export interface ReadKey {
  readonly id: string;
  /** base64url */
  readonly secretSha256: string;
}

/** 32 letters: each byte gives five bits, none of them more likely than another. */
const makeId = (): string => [...randomBytes(12)].map((byte) => letters[byte & 31]).join('');

/** A new key. Its text is shown once; its id is no secret, and stands in logs. */
export const makeApiKey = (): ReadKey & { readonly key: string } => {
  const id = makeId();
  const secret = randomBytes(32).toString('base64url');
  return { id, key: `${prefix}${id}_${secret}`, secretSha256: sha256Of(secret) };
};

export const looksLikeApiKey = (text: string): boolean => text.startsWith(prefix);

/** Reads the one spelling that `makeApiKey` gives; undefined for all else. */
export const readApiKey = (text: string): ReadKey | undefined => {
  const [, id, secret] = shape.exec(text) ?? [];
  return id !== undefined && secret !== undefined ? { id, secretSha256: sha256Of(secret) } : undefined;
};
