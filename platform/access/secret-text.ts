import { hash, randomBytes } from 'node:crypto';

/** What a secret begins with, so that people and scanners of repositories know it when they see it. */
export type SecretPrefix = `aq${'r' | 'o'}_`;

/** SHA-256, base64url. Enough for what has 256 random bits; passwords need more. */
export const sha256Of = (text: string): string => hash('sha256', text, 'base64url');

/** 32 bytes as base64url has them: in the last character two bits are left over, and they are zero. */
export const secretPattern = '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]';

/** 256 random bits behind a prefix: shown once, kept as its hash. */
export const makeSecret = (prefix: SecretPrefix): { readonly text: string; readonly sha256: string } => {
  const text = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { text, sha256: sha256Of(text) };
};

const shapes: Readonly<Record<SecretPrefix, RegExp>> = {
  aqr_: new RegExp(`^aqr_${secretPattern}$`),
  aqo_: new RegExp(`^aqo_${secretPattern}$`),
};

/** The hash of what `makeSecret` could have made; undefined for all else, which need not be looked for. */
export const readSecret = (prefix: SecretPrefix, text: string): string | undefined =>
  shapes[prefix].test(text) ? sha256Of(text) : undefined;
