import { createTokenVerifier } from '@aqmrg/platform/access/access-token.ts';
import type { AccessFact } from '@aqmrg/schema/events/access.ts';
import type { SessionTokens } from '../actions/sessions.ts';
import type { Credentials } from '../store/accounts.ts';
import { openBench } from './open-bench.ts';
import { factsIn, openGround } from './open-ground.ts';
import { settings } from './open-room.ts';
import { addAccount } from './people.ts';

export const here = '192.0.2.1';

/** The parts of the room over a log that can be told to take nothing, and what tests of sessions do with them. */
export const openSessionBench = async () => {
  const ground = await openGround();
  let isLogDown = false;
  let people = 0;
  const bench = await openBench({
    ...ground,
    throughFacts: (facts) => ({
      say: async (said) => (isLogDown ? Promise.reject(new Error('the log is down')) : facts.say(said)),
    }),
  });
  await bench.keys.begin();

  const credentialsOf = async (id: string): Promise<Credentials> =>
    (await bench.accounts.byId(id)) as Credentials;

  return {
    ground,
    bench,
    credentialsOf,
    async somebody(): Promise<Credentials> {
      people += 1;
      await addAccount(ground.database, { id: `person-${people}` });
      return credentialsOf(`person-${people}`);
    },
    async begin(credentials: Credentials): Promise<SessionTokens> {
      const tokens = await bench.sessions.begin(credentials, here);
      if (tokens === undefined) throw new Error('It was not begun.');
      return tokens;
    },
    async refreshed(token: string): Promise<SessionTokens | undefined> {
      const outcome = await bench.sessions.refresh(token, here);
      return outcome.kind === 'done' ? outcome.value : undefined;
    },
    async saidOf(accountId: string): Promise<AccessFact[]> {
      const facts = await factsIn(ground.eventLog);
      return facts.filter((fact) => 'accountId' in fact && fact.accountId === accountId);
    },
    async notesOf(accountId: string): Promise<string[]> {
      const rows = await ground.database.client.auditEntry.findMany({ where: { actor: accountId } });
      return rows.map(({ action }) => action);
    },
    async whileTheLogIsDown<T>(work: () => Promise<T>): Promise<T> {
      isLogDown = true;
      try {
        return await work();
      } finally {
        isLogDown = false;
      }
    },
    claimsOf(token: string) {
      const verifier = createTokenVerifier({ issuer: settings.issuer, now: bench.now });
      verifier.setKeys(bench.keys.published().map((key) => ({ ...key, verifiesUntil: null })));
      return verifier.verify(token);
    },
  };
};

export type SessionBench = Awaited<ReturnType<typeof openSessionBench>>;
