import type { Log } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EventLog, LogRecord } from '@aqmrg/platform/ports/event-log.ts';
import { accessKeys, type KeyIssued, type KeyRevoked } from '@aqmrg/schema/events/access.ts';
import { openApiKeys } from '../store/api-keys.ts';
import { lockRights } from '../store/lock-rights.ts';
import { issued } from './api-keys.ts';
import type { Audit } from './audit.ts';
import type { Facts } from './facts.ts';

interface ReconcileGround {
  readonly database: Database;
  readonly eventLog: Pick<EventLog, 'readFrom'>;
  readonly facts: Facts;
  readonly audit: Pick<Audit, 'noteWithin'>;
  readonly now: () => number;
  readonly log: Log;
}

const pageSize = 1_000;

const revocation = (subject: string, why: string) => ({
  actor: 'service:auth',
  action: 'key-revoked',
  subject,
  details: { why },
});

/** The newest word of each key on this page. */
const newestWords = (records: readonly LogRecord<KeyIssued | KeyRevoked>[]): (KeyIssued | KeyRevoked)[] => [
  ...new Map(records.map(({ key, value }) => [key, value])).values(),
];

/**
 * The embedded database is not synced to disk, the event log is, and a crash may come between the two. A key that either of them calls revoked, or that
 * the log alone knows, ends revoked in both: nobody could see or revoke it otherwise. A key that the log has lost is issued there again. Keeps
 * the ids of active keys, and nothing else.
 */
export const reconcileKeys = async (ground: ReconcileGround): Promise<void> => {
  const { database, eventLog, facts, audit, now, log } = ground;
  /** Issued in the log, so far as it was read, and active in the database. */
  const alive = new Set<string>();
  /** Issued in the log, so far as it was read, and not active in the database. */
  const orphans = new Set<string>();

  const revokeInDatabase = (ids: readonly string[]): Promise<void> =>
    database.client.$transaction(async (client) => {
      await lockRights(client);
      const revoked = await openApiKeys({ client }).revoke(ids, now());
      await audit.noteWithin(client, ...revoked.map((id) => revocation(id, 'revoked in the log')));
    });

  const takePage = async (words: readonly (KeyIssued | KeyRevoked)[]): Promise<void> => {
    const keys = openApiKeys(database);
    const ids = (kind: 'KeyIssued' | 'KeyRevoked') =>
      words.filter((word) => word.kind === kind).map(({ keyId }) => keyId);
    const active = new Set(await keys.unrevokedIds(ids('KeyIssued')));
    for (const id of ids('KeyIssued')) (active.has(id) ? alive : orphans).add(id);
    for (const id of ids('KeyRevoked')) {
      alive.delete(id);
      orphans.delete(id);
    }
    const halfRevoked = await keys.unrevokedIds(ids('KeyRevoked'));
    if (halfRevoked.length > 0) {
      log.warn(
        { keys: halfRevoked.length },
        'Keys that the log calls revoked are revoked in the database, too',
      );
      await revokeInDatabase(halfRevoked);
    }
  };

  const readLog = async (): Promise<void> => {
    const from: Record<number, number> = {};
    for (;;) {
      const records = await eventLog.readFrom(accessKeys, { ...from }, pageSize);
      if (records.length === 0) return;
      await takePage(newestWords(records));
      for (const { position } of records) from[position.partition] = position.offset + 1;
    }
  };

  const revokeOrphans = async (): Promise<void> => {
    if (orphans.size === 0) return;
    log.warn(
      { keys: orphans.size },
      'Keys that the log knows and the database has lost, or revoked, are revoked',
    );
    const ids = [...orphans];
    while (ids.length > 0) {
      const page = ids.splice(0, pageSize);
      await database.client.$transaction(async (client) => {
        await lockRights(client);
        const held = new Set(await openApiKeys({ client }).unrevokedIds(page));
        const lost = page.filter((id) => !held.has(id));
        await audit.noteWithin(client, ...lost.map((id) => revocation(id, 'not active in the database')));
        await facts.say(lost.map((keyId) => ({ kind: 'KeyRevoked', keyId, revokedAt: now() })));
      });
    }
  };

  const issueAgain = async (): Promise<void> => {
    let after = '';
    for (;;) {
      const ids = await openApiKeys(database).activePage(after, pageSize, now());
      const last = ids.at(-1);
      if (last === undefined) return;
      after = last;
      const unknown = ids.filter((id) => !alive.has(id));
      if (unknown.length === 0) continue;
      log.warn({ keys: unknown.length }, 'Keys that the log has lost are issued there again');
      await database.client.$transaction(async (client) => {
        await lockRights(client);
        const keys = await openApiKeys({ client }).activeOf(unknown, now());
        await facts.say(keys.map(issued));
      });
    }
  };

  await readLog();
  await revokeOrphans();
  await issueAgain();
};
