import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Consumer } from '@aqmrg/platform/ports/event-log.ts';
import { defineSubgraph } from '@aqmrg/platform/subgraph/define.ts';
import { createAudit } from './actions/audit.ts';
import { endWhatTheLogEnded } from './actions/catch-up.ts';
import { createEmailMark } from './actions/derived-key.ts';
import { createEndAccessByOperator } from './actions/end-access-by-operator.ts';
import { createFacts } from './actions/facts.ts';
import { createLockOut } from './actions/lock-out.ts';
import { createNews } from './actions/news.ts';
import { createPasswordHashes } from './actions/password-hash.ts';
import { createPasswords } from './actions/passwords.ts';
import { reconcileKeys } from './actions/reconcile.ts';
import { createResetByOperator } from './actions/reset-by-operator.ts';
import { createRights } from './actions/rights.ts';
import { startRounds } from './actions/rounds.ts';
import { createKeySeal } from './actions/sealed-key.ts';
import { createSessions } from './actions/sessions.ts';
import { createSetUp } from './actions/set-up.ts';
import { createSignIn } from './actions/sign-in.ts';
import { createSignOut } from './actions/sign-out.ts';
import { createSignUp } from './actions/sign-up.ts';
import { createSigningKeys } from './actions/signing-keys.ts';
import { createStoredEnds } from './actions/stored-ends.ts';
import { createTidy } from './actions/tidy.ts';
import { noteAssignments } from './consumers/note-assignments.ts';
import { noteHealthData } from './consumers/note-health-data.ts';
import { createContext, createCursors } from './context.ts';
import type { Integrity } from './domain/audit-chain.ts';
import { access, events } from './resolvers/access.ts';
import { resolvers } from './resolvers/index.ts';
import { jwksPath, jwksRoutes } from './routes/jwks.ts';
import { openAccounts } from './store/accounts.ts';
import { openApiKeys } from './store/api-keys.ts';
import { openAuditLog } from './store/audit.ts';
import { openInvitations } from './store/invitations.ts';
import { openOrganisations } from './store/organisations.ts';
import { openSessions } from './store/sessions.ts';
import { openUsers } from './store/users.ts';

/** For the command that reads the audit log of a house that does not run. */
export const verifyAuditLog = (database: Pick<Database, 'client'>, kept?: string): Promise<Integrity> =>
  createAudit({ database, now: Date.now }).verify(kept === undefined ? {} : { kept });

/** For the command that lets the owner of an account in again, of a house that does not run. */
export const resetPasswordOf = (database: Database, email: string) =>
  createResetByOperator({ database, audit: createAudit({ database, now: Date.now }), now: Date.now })(email);

/** For the command that ends whatever lets people and programs in, of a house that does not run. */
export const endAccessOf = (database: Database, options: { readonly keys: boolean }) =>
  createEndAccessByOperator({ database, audit: createAudit({ database, now: Date.now }), now: Date.now })(
    options,
  );

const minuteMs = 60_000;

export const auth = defineSubgraph({
  name: 'auth',
  schema: new URL('./schema.graphql', import.meta.url),
  doors: [jwksPath],
  access,
  uses: ['database', 'eventLog', 'cache'],
  async build({ database, eventLog, cache, log, now, cursorSecret, auth: settings, rateLimits }) {
    if (settings === undefined) throw new Error('The auth room is built without its settings.');
    const { secret, setupToken, signUp: mode, issuer, accessTokenMs, sessionMs } = settings;
    const audit = createAudit({ database, now });
    const facts = createFacts(eventLog);
    const hashes = await createPasswordHashes();
    const emailMark = createEmailMark(secret);
    const accounts = openAccounts(database);
    const sessionStore = openSessions(database);
    const { addressesOf } = sessionStore;
    const triesPerMinute = rateLimits.signInsPerMinute;
    const lockOut = createLockOut({ cache, triesPerMinute, addressesOf, now, log });
    const seal = createKeySeal(secret);
    const signingKeys = createSigningKeys({ database, seal, facts, audit, now, accessTokenMs, log });
    const storeEnds = createStoredEnds({ database, audit, now });
    const sessions = createSessions({
      store: sessionStore,
      storeEnds,
      keys: signingKeys,
      facts,
      now,
      issuer,
      accessTokenMs,
      sessionMs,
    });
    const common = { database, accounts, hashes, lockOut, sessions, audit, emailMark, now };
    const tidy = createTidy({ ...database, now });
    let rounds: ReturnType<typeof startRounds> | undefined;
    let consumers: readonly Consumer[] = [];

    return {
      resolvers,
      events,
      context: createContext({
        accounts,
        sessionStore,
        sessions,
        lockOut,
        setUp: createSetUp({ ...common, setupToken }),
        signUp: createSignUp({ ...common, mode }),
        signIn: createSignIn(common),
        signOut: createSignOut(common),
        passwords: createPasswords(common),
        signingKeys,
        rights: createRights({ database, facts, audit, sessions, now }),
        news: createNews({ eventLog, now }),
        audit,
        auditLog: openAuditLog(database),
        users: openUsers(database),
        organisations: openOrganisations(database),
        invitations: openInvitations(database),
        apiKeys: openApiKeys(database),
        cursors: createCursors(cursorSecret),
      }),
      routes: jwksRoutes(signingKeys),
      async begin() {
        const ended = await endWhatTheLogEnded({ eventLog, storeEnds });
        if (ended > 0) log.warn({ sessions: ended }, 'Sessions ended that a crash had left open');
        await reconcileKeys({ database, eventLog, facts, audit, now, log });
        await signingKeys.begin();
        consumers = [noteAssignments({ eventLog, audit }), noteHealthData({ eventLog, audit })];
        rounds = startRounds({ cache, log }, [
          { name: 'signing-keys', everyMs: minuteMs, work: signingKeys.tend },
          { name: 'sessions', everyMs: minuteMs, work: sessions.finish },
          { name: 'tidy', everyMs: 10 * minuteMs, isForOne: true, work: tidy },
        ]);
      },
      async ready() {
        if (rounds === undefined)
          throw new AirError('SUBGRAPH_UNAVAILABLE', 'The auth room has not begun yet.');
        await database.ping();
      },
      async stop() {
        await rounds?.stop();
        await Promise.all(consumers.map((consumer) => consumer.stop()));
        await audit.settled();
      },
    };
  },
});
