import type { Prisma, ApiKey as Row } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Account } from '../domain/account.ts';
import type { ApiKey, KeyScope } from '../domain/api-key.ts';
import type { Client } from './accounts.ts';

/** A key with what only those who judge keys need. */
export interface StoredKey extends ApiKey {
  /** SHA-256, base64url. */
  readonly secretSha256: string;
}

/** A list that is never paged has an end. */
const mostListed = 1_000;

const withoutSecret = { omit: { secretHash: true } } as const;

const keyOf = (row: Omit<Row, 'secretHash'>): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes as KeyScope[],
  networks: row.isBound ? row.networks : null,
  organisationId: row.organisationId,
  createdById: row.createdById,
  createdAt: row.createdAt.getTime(),
  expiresAt: row.expiresAt?.getTime() ?? null,
  revokedAt: row.revokedAt?.getTime() ?? null,
});
const storedOf = (row: Row): StoredKey => ({ ...keyOf(row), secretSha256: row.secretHash });

const dateOrNull = (at: EpochMs | null): Date | null => (at === null ? null : new Date(at));

/** Neither revoked nor expired. */
const active = (at: EpochMs): Prisma.ApiKeyWhereInput => ({
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(at) } }],
});

const newestFirst = (a: ApiKey, b: ApiKey): number => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);

export const openApiKeys = ({ client }: { readonly client: Client }) => ({
  async add({ secretSha256, networks, ...key }: StoredKey): Promise<void> {
    await client.apiKey.create({
      data: {
        ...key,
        secretHash: secretSha256,
        scopes: [...key.scopes],
        networks: [...(networks ?? [])],
        isBound: networks !== null,
        createdAt: new Date(key.createdAt),
        expiresAt: dateOrNull(key.expiresAt),
        revokedAt: dateOrNull(key.revokedAt),
      },
    });
  },

  async byId(id: string): Promise<ApiKey | undefined> {
    const row = await client.apiKey.findUnique({ where: { id }, ...withoutSecret });
    return row === null ? undefined : keyOf(row);
  },

  /** Of one organisation, or of all; newest first. Where there are too many, those that were revoked are left out first. */
  async list(organisationId: string | undefined): Promise<ApiKey[]> {
    const rows = await client.apiKey.findMany({
      where: organisationId === undefined ? {} : { organisationId },
      orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }, { id: 'desc' }],
      take: mostListed,
      ...withoutSecret,
    });
    return rows.map(keyOf).sort(newestFirst);
  },

  countActive(organisationId: string | null, at: EpochMs): Promise<number> {
    return client.apiKey.count({ where: { organisationId, ...active(at) } });
  },

  /** Since then, whatever became of them. */
  countMade(organisationId: string | null, since: EpochMs): Promise<number> {
    return client.apiKey.count({ where: { organisationId, createdAt: { gt: new Date(since) } } });
  },

  /** Unrevoked ones that this account made for others than the organisation that it belongs to: for none, and for other ones. */
  async madeForOthers({ id, organisationId }: Pick<Account, 'id' | 'organisationId'>): Promise<string[]> {
    const others =
      organisationId === null
        ? {}
        : { OR: [{ organisationId: null }, { organisationId: { not: organisationId } }] };
    const rows = await client.apiKey.findMany({
      where: { createdById: id, revokedAt: null, ...others },
      select: { id: true },
    });
    return rows.map((row) => row.id);
  },

  /** Active ones that this account made, newest first. */
  async activeMadeBy(createdById: string, at: EpochMs): Promise<ApiKey[]> {
    const rows = await client.apiKey.findMany({
      where: { createdById, ...active(at) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: mostListed,
      ...withoutSecret,
    });
    return rows.map(keyOf);
  },

  /** Resolves with the ids of those that were not revoked before. */
  async revoke(ids: readonly string[], at: EpochMs): Promise<string[]> {
    const rows = await client.apiKey.updateManyAndReturn({
      where: { id: { in: [...ids] }, revokedAt: null },
      data: { revokedAt: new Date(at) },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  },

  /** Resolves with the ids of those that were good until now. */
  async revokeAll(at: EpochMs): Promise<string[]> {
    const rows = await client.apiKey.updateManyAndReturn({
      where: { revokedAt: null },
      data: { revokedAt: new Date(at) },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  },

  /** Those of these that are active. */
  async activeOf(ids: readonly string[], at: EpochMs): Promise<StoredKey[]> {
    const rows = await client.apiKey.findMany({ where: { id: { in: [...ids] }, ...active(at) } });
    return rows.map(storedOf);
  },

  /** Those of these that were not revoked. */
  async unrevokedIds(ids: readonly string[]): Promise<string[]> {
    const rows = await client.apiKey.findMany({
      where: { id: { in: [...ids] }, revokedAt: null },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  },

  /** Ids of active keys behind `after`, in their order. */
  async activePage(after: string, limit: number, at: EpochMs): Promise<string[]> {
    const rows = await client.apiKey.findMany({
      where: { id: { gt: after }, ...active(at) },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map(({ id }) => id);
  },
});

export type ApiKeys = ReturnType<typeof openApiKeys>;
