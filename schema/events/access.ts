import { z } from 'zod';
import { defineTopic } from './topic.ts';

const epochMs = z.int();

/** A program's key, by the SHA-256 of its secret: the secret has 256 random bits, so that a slow hash would add nothing. */
const keyIssued = z.strictObject({
  kind: z.literal('KeyIssued'),
  keyId: z.string(),
  /** base64url */
  secretSha256: z.string(),
  organisation: z.string().nullable(),
  /** Null: bound to none in particular. */
  networks: z.array(z.string()).nullable(),
  scopes: z.array(z.enum(['ingest', 'read', 'export'])),
  issuedAt: epochMs,
  expiresAt: epochMs.nullable(),
});
export type KeyIssued = z.output<typeof keyIssued>;

const keyRevoked = z.strictObject({ kind: z.literal('KeyRevoked'), keyId: z.string(), revokedAt: epochMs });
export type KeyRevoked = z.output<typeof keyRevoked>;

/** Issued and revoked keys. Keyed by key: the newest word on each is kept. */
export const accessKeys = defineTopic({
  name: 'auth.keys',
  retention: { kind: 'compacted' },
  schema: z.discriminatedUnion('kind', [keyIssued, keyRevoked]),
});

/** Tokens of this session are void. After `until` none of them would be valid anyway. */
const sessionRevoked = z.strictObject({
  kind: z.literal('SessionRevoked'),
  sessionId: z.string(),
  accountId: z.string(),
  revokedAt: epochMs,
  until: epochMs,
  /** As auth keeps it. Records from before do not say. */
  why: z.string().optional(),
});
export type SessionRevoked = z.output<typeof sessionRevoked>;

/** What the account's tokens say of role or organisation is no longer so: those issued before are void, the session goes on. */
const tokensOutdated = z.strictObject({
  kind: z.literal('TokensOutdated'),
  accountId: z.string(),
  issuedBefore: epochMs,
  until: epochMs,
});
export type TokensOutdated = z.output<typeof tokensOutdated>;

/** Ends of sessions and tokens before their time. Keyed by account; tokens live for an hour at most. */
export const accessSessions = defineTopic({
  name: 'auth.sessions',
  retention: { kind: 'time', days: 2 },
  schema: z.discriminatedUnion('kind', [sessionRevoked, tokensOutdated]),
});

/** The public halves of the keys that tokens are signed with: the one in use, the next one, and old ones until `verifiesUntil`. */
const signingKeys = z.strictObject({
  kind: z.literal('SigningKeys'),
  keys: z.array(
    z.strictObject({
      kid: z.string(),
      jwk: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
      verifiesUntil: epochMs.nullable(),
    }),
  ),
});
export type SigningKeys = z.output<typeof signingKeys>;

export const accessSigningKeys = defineTopic({
  name: 'auth.signing-keys',
  retention: { kind: 'compacted' },
  schema: signingKeys,
});

const accessFact = z.discriminatedUnion('kind', [
  keyIssued,
  keyRevoked,
  sessionRevoked,
  tokensOutdated,
  signingKeys,
]);
export type AccessFact = z.output<typeof accessFact>;

/**
 * What auth tells every process that judges credentials, in `Subscription.accessNews`: first all that holds, in one or more `snapshot`s of which
 * the last says so; then `facts` as they come; and a `beat` a second, so that silence can be told from peace.
 */
export const accessNews = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('snapshot'), facts: z.array(accessFact), isLast: z.boolean() }),
  z.strictObject({ kind: z.literal('facts'), facts: z.array(accessFact) }),
  z.strictObject({ kind: z.literal('beat') }),
]);
export type AccessNews = z.output<typeof accessNews>;
