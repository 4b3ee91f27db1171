import { makeApiKey } from '@aqmrg/platform/access/api-key.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { KeyIssued } from '@aqmrg/schema/events/access.ts';
import type { Account } from '../domain/account.ts';
import { type ApiKey, checkKey, type KeyWish, mostKeys, mostKeysOfDay } from '../domain/api-key.ts';
import type { AuditNote } from '../domain/audit-chain.ts';
import { isId } from '../domain/ids.ts';
import { type Done, done, type Invalid, invalid, type Refused, refused } from '../domain/outcome.ts';
import { isAdmin, mayMakeKeyFor, mayRevokeKey } from '../domain/ownership.ts';
import type { Client } from '../store/accounts.ts';
import { openApiKeys, type StoredKey } from '../store/api-keys.ts';
import { lockRights } from '../store/lock-rights.ts';
import { openOrganisations } from '../store/organisations.ts';
import { type Actor, callerNow, namedIn } from './actor.ts';
import type { Audit } from './audit.ts';
import type { Facts } from './facts.ts';

export interface CreatedKey {
  /** The whole key, shown once. */
  readonly key: string;
  readonly apiKey: ApiKey;
}

export type NewKey = KeyWish & {
  /** Left out: the caller's; null: none, which is an Admin's to say. */
  readonly organisationId?: string | null | undefined;
};

export const issued = (key: StoredKey): KeyIssued => ({
  kind: 'KeyIssued',
  keyId: key.id,
  secretSha256: key.secretSha256,
  organisation: key.organisationId,
  networks: key.networks === null ? null : [...key.networks],
  scopes: [...key.scopes],
  issuedAt: key.createdAt,
  expiresAt: key.expiresAt,
});

const dayMs = 86_400_000;

const ownerOf = ({ organisationId }: NewKey, caller: Caller): string | null =>
  organisationId === undefined || (organisationId === null && !isAdmin(caller))
    ? caller.organisation
    : organisationId;

/**
 * Keys are issued and revoked one after the other, in all processes, and the log is told inside the transaction. A revocation is on disk before the database
 * knows it; an issue that the log does not take is rolled back. Nobody has seen a key before both have it.
 */
export const createKeyActions = (ground: {
  readonly database: Database;
  readonly facts: Facts;
  readonly audit: Pick<Audit, 'noteWithin'>;
  readonly now: () => number;
}) => {
  const { database, facts, audit, now } = ground;

  /** `onSay` is called before the log is told. */
  const store = (stored: StoredKey, by: Actor, onSay: () => void): Promise<Done<null> | Invalid | Refused> =>
    database.client.$transaction(async (client) => {
      await lockRights(client);
      const { organisationId } = stored;
      if (!mayMakeKeyFor(await callerNow(client, by), organisationId)) return refused('NOT_FOUND');
      if (
        organisationId !== null &&
        (await openOrganisations({ client }).byIds([organisationId])).length === 0
      )
        return refused('NOT_FOUND');
      const keys = openApiKeys({ client });
      if ((await keys.countActive(organisationId, now())) >= mostKeys)
        return invalid({
          field: 'organisationId',
          message: `It has ${mostKeys} keys already: revoke some first.`,
        });
      if ((await keys.countMade(organisationId, now() - dayMs)) >= mostKeysOfDay)
        return invalid({
          field: 'organisationId',
          message: `It was given ${mostKeysOfDay} keys within a day: go on tomorrow.`,
        });
      await keys.add(stored);
      const { name, scopes, networks, expiresAt } = stored;
      await audit.noteWithin(client, {
        ...namedIn(by),
        action: 'key-issued',
        subject: stored.id,
        details: { name, organisation: organisationId, scopes, networks, expiresAt },
      });
      onSay();
      await facts.say([issued(stored)]);
      return done(null);
    });

  return {
    async create(wish: NewKey, by: Actor): Promise<Done<CreatedKey> | Invalid | Refused> {
      const { caller } = by;
      const organisationId = ownerOf(wish, caller);
      if (organisationId === null && !isAdmin(caller))
        return invalid({
          field: 'organisationId',
          message: 'You belong to no organisation that a key could be for.',
        });
      if (organisationId !== null && !isId(organisationId)) return refused('NOT_FOUND');
      if (!mayMakeKeyFor(caller, organisationId)) return refused('NOT_FOUND');
      const at = now();
      const wanted = checkKey(wish, at);
      if (!wanted.ok) return invalid(wanted.problem);
      const { id, key, secretSha256 } = makeApiKey();
      const apiKey: ApiKey = {
        id,
        ...wanted.value,
        organisationId,
        createdById: caller.kind === 'user' ? caller.id : null,
        createdAt: at,
        revokedAt: null,
      };
      let isSaid = false;
      try {
        const outcome = await store({ ...apiKey, secretSha256 }, by, () => {
          isSaid = true;
        });
        return outcome.kind === 'done' ? done({ key, apiKey }) : outcome;
      } catch (error) {
        // the log may have it although the database has not: nobody knows its secret, and the next start would end it as well
        if (isSaid)
          await facts.say([{ kind: 'KeyRevoked', keyId: id, revokedAt: now() }]).catch(() => undefined);
        throw error;
      }
    },

    /** One that was revoked stays as it is. */
    async revoke(id: string, by: Actor): Promise<Done<ApiKey> | Refused> {
      if (!isId(id)) return refused('NOT_FOUND');
      return database.client.$transaction(async (client) => {
        await lockRights(client);
        const keys = openApiKeys({ client });
        const key = await keys.byId(id);
        if (key === undefined || !mayRevokeKey(await callerNow(client, by), key)) return refused('NOT_FOUND');
        if (key.revokedAt !== null) return done(key);
        const revokedAt = now();
        await facts.say([{ kind: 'KeyRevoked', keyId: id, revokedAt }]);
        await keys.revoke([id], revokedAt);
        const { organisationId: organisation } = key;
        await audit.noteWithin(client, {
          ...namedIn(by),
          action: 'key-revoked',
          subject: id,
          details: { organisation },
        });
        return done({ ...key, revokedAt });
      });
    },

    /**
     * All that it took an Admin to make, of one who is about to be none: what they made for none or for an organisation that is not theirs. Inside a transaction that
     * has `lockRights`; resolves with what is to be noted at its end.
     */
    async revokeAdminKeysOf(client: Client, admin: Account, by: Actor): Promise<readonly AuditNote[]> {
      const keys = openApiKeys({ client });
      const ids = await keys.madeForOthers(admin);
      if (ids.length === 0) return [];
      const revokedAt = now();
      await facts.say(ids.map((keyId) => ({ kind: 'KeyRevoked', keyId, revokedAt })));
      await keys.revoke(ids, revokedAt);
      const note = { ...namedIn(by), action: 'key-revoked', details: { madeBy: admin.id } };
      return ids.map((subject) => ({ ...note, subject }));
    },
  };
};
