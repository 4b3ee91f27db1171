import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openSqliteEventLog,
  type SqliteEventLogOptions,
} from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EventLog, LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import {
  type AccessFact,
  accessKeys,
  accessSessions,
  accessSigningKeys,
} from '@aqmrg/schema/events/access.ts';
import type { Topic } from '@aqmrg/schema/events/topic.ts';

/** 2026-11-23T06:00:00Z */
export const monday = Date.UTC(2026, 10, 23, 6);

/** An event log of its own, in a folder that goes with it. */
export const openTestLog = async (options: Omit<SqliteEventLogOptions, 'folder'> = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'auth-'));
  const eventLog = await openSqliteEventLog({ folder, ...options });
  return {
    eventLog,
    async close() {
      await eventLog.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** One database and one event log, for a file of tests to share. */
export const openGround = async () => {
  const [database, testLog] = await Promise.all([lendDatabase(), openTestLog()]);
  return {
    database,
    eventLog: testLog.eventLog,
    async close() {
      await testLog.close();
      await database.close();
    },
  };
};

/** As it was when it was made. It takes its owner to empty the audit log. */
export const empty = async ({ client }: Database): Promise<void> => {
  await client.$executeRaw`ALTER TABLE auth.audit_entry DISABLE TRIGGER USER`;
  await client.$executeRaw`TRUNCATE auth.audit_entry, auth.organisation, auth.signing_key CASCADE`;
  await client.$executeRaw`TRUNCATE auth.account CASCADE`;
  await client.$executeRaw`ALTER TABLE auth.audit_entry ENABLE TRIGGER USER`;
};

const allOf = async <T>(eventLog: EventLog, topic: Topic<T>): Promise<T[]> => {
  const values: T[] = [];
  let from: Positions = {};
  for (;;) {
    const page: readonly LogRecord<T>[] = await eventLog.readFrom(topic, from, 500);
    const last = page.at(-1);
    if (last === undefined) return values;
    values.push(...page.map(({ value }) => value));
    from = { [last.position.partition]: last.position.offset + 1 };
  }
};

/** Everything that was said of keys, sessions and signing keys; of each, oldest first. */
export const factsIn = async (eventLog: EventLog): Promise<AccessFact[]> => [
  ...(await allOf(eventLog, accessSigningKeys)),
  ...(await allOf(eventLog, accessKeys)),
  ...(await allOf(eventLog, accessSessions)),
];
