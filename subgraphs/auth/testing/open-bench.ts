import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { createAudit } from '../actions/audit.ts';
import { createEmailMark } from '../actions/derived-key.ts';
import { createFacts, type Facts } from '../actions/facts.ts';
import { createLockOut } from '../actions/lock-out.ts';
import { createPasswordHashes } from '../actions/password-hash.ts';
import { createKeySeal } from '../actions/sealed-key.ts';
import { createSessions } from '../actions/sessions.ts';
import { createSignIn } from '../actions/sign-in.ts';
import { createSigningKeys } from '../actions/signing-keys.ts';
import { createStoredEnds } from '../actions/stored-ends.ts';
import { openAccounts } from '../store/accounts.ts';
import { openSessions } from '../store/sessions.ts';
import { monday } from './open-ground.ts';
import { log, settings } from './open-room.ts';

interface BenchGround {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly secret?: string;
  /** Stands between the actions and the log, to let it fail. */
  readonly throughFacts?: (facts: Facts) => Facts;
}

/** The parts of the room as `index.ts` puts them together, to be looked at one by one. */
export const openBench = async ({
  database,
  eventLog,
  secret = settings.secret,
  throughFacts,
}: BenchGround) => {
  const clock = { now: monday };
  const now = () => clock.now;
  const said = createFacts(eventLog);
  const facts = throughFacts?.(said) ?? said;
  const audit = createAudit({ database, now });
  const { accessTokenMs, sessionMs, issuer } = settings;
  const accounts = openAccounts(database);
  const store = openSessions(database);
  const hashes = await createPasswordHashes();
  const cache = openMemoryCache({ now });
  const { addressesOf } = store;
  const lockOut = createLockOut({ cache, triesPerMinute: 1_000_000, addressesOf, now, log });
  const keys = createSigningKeys({
    database,
    seal: createKeySeal(secret),
    facts,
    audit,
    now,
    accessTokenMs,
    log,
  });
  const storeEnds = createStoredEnds({ database, audit, now });
  const ground = { store, storeEnds, keys, facts, now, issuer, accessTokenMs, sessionMs };
  const sessions = createSessions(ground);
  const emailMark = createEmailMark(secret);
  const signIn = createSignIn({ accounts, hashes, lockOut, sessions, audit, emailMark, now });
  return {
    clock,
    now,
    database,
    facts,
    audit,
    accounts,
    store,
    hashes,
    lockOut,
    keys,
    /** What the sessions stand on. */
    ground,
    sessions,
    signIn,
    emailMark,
  };
};
