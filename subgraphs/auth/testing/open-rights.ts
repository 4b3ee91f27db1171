import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import type { AccessFact } from '@aqmrg/schema/events/access.ts';
import { createAudit } from '../actions/audit.ts';
import { createFacts } from '../actions/facts.ts';
import { createRights } from '../actions/rights.ts';
import { createSessions } from '../actions/sessions.ts';
import { createStoredEnds } from '../actions/stored-ends.ts';
import type { Account } from '../domain/account.ts';
import { openAuditLog } from '../store/audit.ts';
import { openSessions } from '../store/sessions.ts';
import { empty, factsIn, monday, openTestLog } from './open-ground.ts';
import { addTwoOffices, callerOf } from './people.ts';

const accessTokenMs = 600_000;
const nobodySigns = (): never => {
  throw new Error('Nothing is signed here.');
};

/** What changes rights, on the real drivers; the two can fail on demand. `now` can be moved. */
export const openRights = (ports: { readonly database: Database; readonly eventLog: EventLog }) => {
  const { database, eventLog } = ports;
  const clock = { now: monday };
  const now = () => clock.now;
  const audit = createAudit({ database, now });
  const trouble: { sayFails?: (facts: readonly AccessFact[]) => boolean; auditFails?: boolean } = {};
  const real = createFacts(eventLog);
  const facts: typeof real = {
    async say(said) {
      if (trouble.sayFails?.(said)) throw new Error('the log is full');
      await real.say(said);
    },
  };
  const failing: typeof audit = {
    ...audit,
    async noteWithin(client, ...entries) {
      if (trouble.auditFails) throw new Error('the audit log is away');
      await audit.noteWithin(client, ...entries);
    },
  };
  const sessions = createSessions({
    store: openSessions(database),
    storeEnds: createStoredEnds({ database, audit, now }),
    keys: { current: nobodySigns },
    facts,
    now,
    issuer: 'tests',
    accessTokenMs,
    sessionMs: 86_400_000,
  });
  const common = { database, facts, audit: failing, sessions, now };
  return { ...common, eventLog, clock, trouble, rights: createRights(common) };
};

/** Two organisations, their people, and what changes their rights: new for each test, on a log of its own and a database that its owner empties. */
export const openOffices = async (database: Database, owner = database) => {
  await empty(owner);
  const [testLog, people] = [await openTestLog(), await addTwoOffices(database)];
  return {
    ...openRights({ database, eventLog: testLog.eventLog }),
    people,
    by: (account: Account) => ({ caller: callerOf(account), from: '192.0.2.7' }),
    /** Every fact; of keys, of sessions, each oldest first. */
    said: () => factsIn(testLog.eventLog),
    /** What was done, oldest first. */
    audited: async () => {
      const entries = await openAuditLog(database).page({}, 500, null);
      return entries.reverse().map(({ actor, action, subject }) => `${actor} ${action} ${subject}`);
    },
    close: testLog.close,
  };
};
