import { Prisma, type Account as Row, type Session as SessionRow } from '@aqmrg/prisma/client/client.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Account, AccountStatus } from '../domain/account.ts';
import { harmlessEnds, type Session, type SessionEnd, type ShownToken } from '../domain/session.ts';
import { accountOf, type Client } from './accounts.ts';

const { sql } = Prisma;

type HolderRow = Omit<Row, 'passwordHash' | 'updatedAt' | 'createdAt'> & { readonly createdAtMs: number };

const holderColumns = sql`
  a.id, a.email, a.name, a.role, a.status, a.organisation_id AS "organisationId", a.organisation_role AS "organisationRole",
  (EXTRACT(EPOCH FROM a.created_at) * 1000)::float8 AS "createdAtMs"`;

const holderOf = ([row]: readonly HolderRow[]): Account | undefined =>
  row && accountOf({ ...row, createdAt: new Date(row.createdAtMs) });

const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  accountId: row.accountId,
  startedAt: row.startedAt.getTime(),
  lastUsedAt: row.lastUsedAt.getTime(),
  expiresAt: row.expiresAt.getTime(),
  revokedAt: row.revokedAt?.getTime() ?? null,
  address: row.address,
});

interface Beginning {
  readonly session: Session;
  /** Of the first refresh token. */
  readonly tokenHash: string;
  /** What the sign-in was judged by. */
  readonly passwordHash: string;
}

interface Rotation {
  readonly hash: string;
  readonly nextHash: string;
  readonly at: EpochMs;
  readonly expiresAt: EpochMs;
  readonly address: string | null;
}

/** More than anybody goes on from in three months. */
const mostAddresses = 200;

const alive = (at: EpochMs) => ({ revokedAt: null, expiresAt: { gt: new Date(at) } });

export const openSessions = ({ client }: { readonly client: Client }) => ({
  /** Resolves with the account as it now is; undefined where it may not sign in, or no longer with this password. */
  async begin({ session, tokenHash, passwordHash }: Beginning): Promise<Account | undefined> {
    const { id, accountId, startedAt, expiresAt, address } = session;
    return holderOf(
      await client.$queryRaw<HolderRow[]>`
      WITH a AS (
        SELECT * FROM auth.account
        WHERE id = ${accountId} AND status = 'ACTIVE' AND password_hash = ${passwordHash} FOR SHARE
      ),
      begun AS (
        INSERT INTO auth.session (id, account_id, started_at, last_used_at, expires_at, address)
        SELECT ${id}, a.id, ${instant(startedAt)}, ${instant(startedAt)}, ${instant(expiresAt)}, ${address}::text FROM a
        RETURNING id
      ),
      issued AS (
        INSERT INTO auth.refresh_token (hash, session_id, issued_at)
        SELECT ${tokenHash}, begun.id, ${instant(startedAt)} FROM begun
      )
      SELECT ${holderColumns} FROM a`,
    );
  },

  async shown(hash: string): Promise<ShownToken | undefined> {
    const row = await client.refreshToken.findUnique({
      where: { hash },
      include: { session: { include: { account: { select: { status: true } } } } },
    });
    if (row === null) return undefined;
    return {
      usedAt: row.usedAt?.getTime() ?? null,
      session: sessionOf(row.session),
      accountStatus: row.session.account.status as AccountStatus,
    };
  },

  /** Uses the token and issues the next one, once, however many ask. Resolves with the account as it now is; undefined where another came first. */
  async rotate({ hash, nextHash, at, expiresAt, address }: Rotation): Promise<Account | undefined> {
    return holderOf(
      await client.$queryRaw<HolderRow[]>`
      WITH used AS (
        UPDATE auth.refresh_token SET used_at = ${instant(at)} WHERE hash = ${hash} AND used_at IS NULL
        RETURNING session_id
      ),
      kept AS (
        UPDATE auth.session s
        SET last_used_at = ${instant(at)}, expires_at = ${instant(expiresAt)}, address = ${address}::text
        FROM used, auth.account a
        WHERE s.id = used.session_id AND s.revoked_at IS NULL AND a.id = s.account_id AND a.status = 'ACTIVE'
        RETURNING s.id, s.account_id
      ),
      issued AS (
        INSERT INTO auth.refresh_token (hash, session_id, issued_at)
        SELECT ${nextHash}, kept.id, ${instant(at)} FROM kept
      )
      SELECT ${holderColumns} FROM auth.account a JOIN kept ON kept.account_id = a.id`,
    );
  },

  /** Those that go on, newest first. */
  async of(accountId: string, at: EpochMs, limit: number): Promise<Session[]> {
    const rows = await client.session.findMany({
      where: { accountId, ...alive(at) },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    return rows.map(sessionOf);
  },

  /** Ids of those that go on, newest first. */
  async aliveIds(accountId: string, at: EpochMs): Promise<string[]> {
    const rows = await client.session.findMany({
      where: { accountId, ...alive(at) },
      select: { id: true },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    });
    return rows.map(({ id }) => id);
  },

  /** Where sessions of this account were last used since then, the latest first; none that ended as after a theft. */
  async addressesOf(email: string, since: EpochMs): Promise<string[]> {
    const rows = await client.$queryRaw<{ readonly address: string }[]>`
      SELECT s.address FROM auth.session s JOIN auth.account a ON a.id = s.account_id
      WHERE a.email = ${email} AND s.address IS NOT NULL AND s.last_used_at > ${instant(since)}
        AND (s.revoked_why IS NULL OR s.revoked_why = ANY (${[...harmlessEnds]}::text[]))
      GROUP BY s.address ORDER BY MAX(s.last_used_at) DESC LIMIT ${mostAddresses}::int`;
    return rows.map(({ address }) => address);
  },

  /** When a token of this account was issued last; 0 where none is known. */
  async lastIssue(accountId: string): Promise<EpochMs> {
    const { _max } = await client.session.aggregate({ where: { accountId }, _max: { lastUsedAt: true } });
    return _max.lastUsedAt?.getTime() ?? 0;
  },

  /** Resolves with how many went on until now. */
  async end(ids: readonly string[], why: SessionEnd | 'found-ended', at: EpochMs): Promise<number> {
    const { count } = await client.session.updateMany({
      where: { id: { in: [...ids] }, revokedAt: null },
      data: { revokedAt: new Date(at), revokedWhy: why },
    });
    return count;
  },

  /** All there are, by whoever runs the machine. Resolves with how many went on until now. */
  async endEvery(at: EpochMs): Promise<number> {
    const { count } = await client.session.updateMany({
      where: { revokedAt: null },
      data: { revokedAt: new Date(at), revokedWhy: 'operator' },
    });
    return count;
  },

  /** As if it had never begun: nobody was told of it. */
  async discard(id: string): Promise<void> {
    await client.session.deleteMany({ where: { id } });
  },
});

export type SessionStore = ReturnType<typeof openSessions>;
