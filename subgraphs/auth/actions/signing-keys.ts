import type { KeyObject } from 'node:crypto';
import { CannotUnseal } from '@aqmrg/platform/access/sealed-bytes.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { SigningKeys as SigningKeysFact } from '@aqmrg/schema/events/access.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { AuditNote } from '../domain/audit-chain.ts';
import { isRotationDue, type PublicJwk, rotated, type SigningKey, verifies } from '../domain/signing-key.ts';
import type { Client } from '../store/accounts.ts';
import { openSigningKeys } from '../store/signing-keys.ts';
import type { Audit } from './audit.ts';
import type { Facts } from './facts.ts';
import type { KeySeal } from './sealed-key.ts';

/** The key in use. */
interface Signer {
  readonly kid: string;
  readonly key: KeyObject;
}

export interface Rotated {
  readonly kid: string;
  readonly previousVerifiesUntil: EpochMs;
}

export interface SigningKeyRing {
  /** Makes the first keys where there are none, and tells what there is. Rejects where AUTH_SECRET does not fit. */
  begin(): Promise<void>;
  current(): Signer;
  /** Public halves, for whoever verifies: with the next one long before it signs. */
  published(): readonly { readonly kid: string; readonly jwk: PublicJwk }[];
  rotate(by: Pick<AuditNote, 'actor' | 'address'>): Promise<Rotated>;
  /** Once a minute: takes over what another process has changed, rotates where it is time, forgets what verifies no longer. */
  tend(): Promise<void>;
}

const wrongSecret = (cause: unknown): Error =>
  new Error(
    'AUTH_SECRET does not open the signing keys in the database. Start with the secret that they were made with: the setting AUTH_SECRET or ' +
      'AUTH_SECRET_FILE, or the file auth-secret in DATA_DIR. If it is lost, forget these keys (docs/how-to/run-in-production.md) and start again: new ones are made, and ' +
      'whoever is signed in gets a new access token with their refresh token.',
    { cause },
  );

const factOf = (keys: readonly SigningKey[]): SigningKeysFact => ({
  kind: 'SigningKeys',
  keys: keys.map(({ kid, publicJwk: { kty, crv, x }, verifiesUntil }) => ({
    kid,
    jwk: { kty, crv, x },
    verifiesUntil,
  })),
});

/** Reading and writing four rows, and one append. */
const transaction = { timeout: 30_000, maxWait: 30_000 };

export const createSigningKeys = (ground: {
  readonly database: Database;
  readonly seal: KeySeal;
  readonly facts: Facts;
  readonly audit: Pick<Audit, 'noteWithin'>;
  readonly now: () => EpochMs;
  readonly accessTokenMs: number;
  readonly log: Log;
}): SigningKeyRing => {
  const { database, seal, facts, audit, now, accessTokenMs, log } = ground;
  let keys: readonly SigningKey[] = [];
  let signer: Signer | undefined;

  const take = async (found: readonly SigningKey[]): Promise<void> => {
    const inUse = found.find(({ state }) => state === 'CURRENT');
    if (inUse && inUse.kid !== signer?.kid) signer = { kid: inUse.kid, key: await seal.open(inUse) };
    keys = found;
  };

  /** What stands in the database is not yet what the log says last. */
  let isUnsaid = false;
  const say = async (): Promise<void> => {
    await facts.say([factOf(keys)]);
    isUnsaid = false;
  };

  /**
   * Decides on what there is, and makes it so unless it is. New keys are told before they are kept, beside the old ones as they were: no key signs that was not
   * told, and a change that fails halfway takes nothing from anybody. What ends is told afterwards; where that fails, it is told a minute later.
   */
  const change = async (
    decide: (found: readonly SigningKey[]) => Promise<readonly SigningKey[]>,
    note?: (wanted: readonly SigningKey[], within: Client) => Promise<void>,
  ): Promise<readonly SigningKey[]> => {
    const kept = await database.client.$transaction(async (client) => {
      const store = openSigningKeys({ client });
      await store.lock();
      const found = await store.all();
      const wanted = await decide(found);
      if (wanted === found) return found;
      const fresh = wanted.filter(({ kid }) => !found.some((known) => known.kid === kid));
      if (fresh.length > 0) await facts.say([factOf([...found, ...fresh])]);
      await store.replace(wanted);
      await note?.(wanted, client);
      return wanted;
    }, transaction);
    await take(kept);
    isUnsaid = true;
    await say().catch((error: unknown) => log.error({ err: error }, 'signing keys could not be told yet'));
    return kept;
  };

  const rotate = async (found: readonly SigningKey[]): Promise<readonly SigningKey[]> =>
    rotated(found, await seal.make(now()), now(), accessTokenMs);

  const noted =
    (by: Pick<AuditNote, 'actor' | 'address'>) =>
    (wanted: readonly SigningKey[], within: Client): Promise<void> =>
      audit.noteWithin(within, {
        ...by,
        action: 'signing-key-rotated',
        subject: wanted.find(({ state }) => state === 'CURRENT')?.kid,
      });

  return {
    async begin() {
      const found = await change(async (known) => {
        if (known.length > 0) return known;
        const at = now();
        const [first, next] = await Promise.all([seal.make(at), seal.make(at)]);
        return [{ ...first, state: 'CURRENT', signsSince: at }, next];
      }).catch((error: unknown) => {
        throw error instanceof CannotUnseal ? wrongSecret(error) : error;
      });
      // the next one is opened too: a wrong secret shows now, not in thirty days
      for (const key of found.filter(({ state }) => state === 'NEXT')) {
        await seal.open(key).catch((error: unknown) => {
          throw error instanceof CannotUnseal ? wrongSecret(error) : error;
        });
      }
      if (isUnsaid) await say();
    },

    current() {
      if (signer === undefined)
        throw new AirError('SUBGRAPH_UNAVAILABLE', 'The auth room has not begun yet.');
      return signer;
    },

    published: () =>
      keys.filter((key) => verifies(key, now())).map(({ kid, publicJwk }) => ({ kid, jwk: publicJwk })),

    async rotate(by) {
      const kept = await change(rotate, noted(by));
      const previous = kept
        .filter(({ state }) => state === 'PREVIOUS')
        .map(({ verifiesUntil }) => verifiesUntil ?? 0);
      return {
        kid: kept.find(({ state }) => state === 'CURRENT')?.kid ?? '',
        previousVerifiesUntil: Math.max(...previous),
      };
    },

    async tend() {
      const found = await openSigningKeys(database).all();
      const inUse = found.find(({ state }) => state === 'CURRENT');
      if (inUse && isRotationDue(inUse, now())) {
        // decided anew under the lock: of several processes one rotates
        await change(
          async (known) =>
            known.some((key) => key.state === 'CURRENT' && isRotationDue(key, now())) ? rotate(known) : known,
          noted({ actor: 'service:auth' }),
        );
      } else if (found.some((key) => !verifies(key, now()))) {
        await change(async (known) => known.filter((key) => verifies(key, now())));
      } else await take(found);
      if (isUnsaid) await say();
    },
  };
};
