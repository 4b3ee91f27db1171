import type { KeyObject } from 'node:crypto';
import { type CryptoKey, compactVerify, type JWTVerifyOptions, jwtVerify } from 'jose';

/** What is taken for a signed text at all. */
export interface JwsRules {
  readonly algorithms: readonly string[];
  /** Looks a key up where they are kept: nothing is fetched, and nothing in the text itself is a key. */
  readonly keyOf: (kid: string) => KeyObject | CryptoKey | undefined;
  /** Claims to hold a JWT to; without them the payload is any bytes. */
  readonly claims?: Omit<JWTVerifyOptions, 'algorithms' | 'crit'>;
}

export interface VerifiedJws {
  readonly kid: string;
  readonly payload: unknown;
}

const longest = 4_096;
/** `jku`, `jwk`, `x5u`, `x5c` name keys of the sender's choice, and `crit`, `b64` and `zip` change what was signed: whoever signs for us sends none. */
const known: ReadonlySet<string> = new Set(['alg', 'kid', 'typ']);

/** Node and jose read spellings that differ in bits left over, padding or alphabet; one text shall have one spelling. */
const isCanonical = (part: string): boolean =>
  part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;

const headerOf = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
    return Object.keys(read).every((name) => known.has(name))
      ? (read as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Verifies a compact JWS by jose, once all that jose is lenient about was refused. Resolves with undefined where it is none of ours; rejects as
 * jose does where claims do not hold.
 */
export const verifyJws = async (text: string, rules: JwsRules): Promise<VerifiedJws | undefined> => {
  if (text.length > longest) return undefined;
  const parts = text.split('.', 4);
  if (parts.length !== 3 || !parts.every(isCanonical)) return undefined;
  const header = headerOf(Buffer.from(parts[0] as string, 'base64url').toString());
  if (header === undefined) return undefined;
  const { alg, kid } = header;
  if (typeof alg !== 'string' || !rules.algorithms.includes(alg) || typeof kid !== 'string') return undefined;
  const key = rules.keyOf(kid);
  if (key === undefined) return undefined;
  const algorithms = [...rules.algorithms];
  const { payload } = rules.claims
    ? await jwtVerify(text, key, { ...rules.claims, algorithms })
    : await compactVerify(text, key, { algorithms });
  return { kid, payload };
};
