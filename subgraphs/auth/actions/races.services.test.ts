import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../testing/on-postgres.ts';
import { openBench } from '../testing/open-bench.ts';
import { openTestLog } from '../testing/open-ground.ts';
import { settings } from '../testing/open-room.ts';
import { addAccount } from '../testing/people.ts';
import { createPasswords } from './passwords.ts';
import { createSetUp } from './set-up.ts';

let postgres: Awaited<ReturnType<typeof openPostgres>>;
let testLog: Awaited<ReturnType<typeof openTestLog>>;
let database: Database;
/** The same house, served by six processes. */
let benches: readonly Awaited<ReturnType<typeof openBench>>[];
let bench: (typeof benches)[number];
const password = 'seven lorries in fog';
const here = '192.0.2.1';

beforeAll(async () => {
  [postgres, testLog] = await Promise.all([openPostgres(), openTestLog()]);
  const { eventLog } = testLog;
  benches = await Promise.all(
    Array.from({ length: 6 }, async () => openBench({ database: await postgres.openProcess(), eventLog })),
  );
  [bench] = benches as [typeof bench];
  database = bench.database;
});
afterAll(async () => {
  await postgres?.close();
  await testLog?.close();
});

const somebody = async (id: string) => {
  await addAccount(database, { id });
  const data = { passwordHash: await bench.hashes.make(password) };
  await database.client.account.update({ where: { id }, data });
  const credentials = await bench.accounts.byId(id);
  if (credentials === undefined) throw new Error('They are not there.');
  return credentials;
};

describe('at the same moment, on PostgreSQL', () => {
  it('many who start make one pair of signing keys', async () => {
    await Promise.all(benches.map(({ keys }) => keys.begin()));
    expect(new Set(benches.map(({ keys }) => keys.current().kid)).size).toBe(1);
    expect(await database.client.signingKey.count()).toBe(2);
  });

  it('many who set up make one Admin', async () => {
    const outcomes = await Promise.all(
      benches.map((one, index) =>
        createSetUp({ ...one, setupToken: settings.setupToken })(
          { token: settings.setupToken, email: `admin-${index}@example.org`, name: 'Admin', password },
          here,
        ),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await database.client.account.count({ where: { role: 'ADMIN' } })).toBe(1);
  });

  it('many who show one refresh token get one next token, and the session is over', async () => {
    const credentials = await somebody('rita');
    for (let round = 0; round < 10; round += 1) {
      const tokens = await bench.sessions.begin(credentials, here);
      const all = await Promise.all(
        benches.map(({ sessions }) => sessions.refresh(tokens?.refreshToken ?? '', here)),
      );
      expect(all.filter(({ kind }) => kind === 'done')).toHaveLength(1);
      const where = { sessionId: tokens?.sessionId ?? '' };
      expect(await database.client.refreshToken.count({ where })).toBe(2);
      expect(await bench.store.aliveIds('rita', bench.now())).toEqual([]);
    }
  });

  it('no session of somebody who is suspended begins unseen by whoever ends them', async () => {
    const { client } = database;
    for (let round = 0; round < 15; round += 1) {
      const credentials = await somebody(`sue-${round}`);
      const { id } = credentials.account;
      const suspend = async () => {
        await client.account.update({ where: { id }, data: { status: 'SUSPENDED' } });
        await bench.sessions.endAll(id, 'suspended');
      };
      await Promise.all([
        bench.sessions.begin(credentials, here),
        suspend(),
        bench.sessions.begin(credentials, here),
        bench.sessions.begin(credentials, here),
      ]);
      expect(await bench.store.aliveIds(id, bench.now())).toEqual([]);
    }
  });

  it('two who change a password leave one, and no session of the old one', async () => {
    const credentials = await somebody('carla');
    const { id: accountId } = credentials.account;
    const passwords = createPasswords(bench);
    const asker = { accountId, session: null, from: here };
    const [one, two] = ['nine swans at noon', 'ten herons at dusk'];
    const outcomes = await Promise.all([
      passwords.change({ currentPassword: password, newPassword: one }, asker),
      bench.sessions.begin(credentials, here),
      passwords.change({ currentPassword: password, newPassword: two }, asker),
      bench.sessions.begin(credentials, here),
    ]);
    const changed = [outcomes[0], outcomes[2]].filter(({ kind }) => kind === 'done');
    expect(changed).toHaveLength(1);
    expect(await bench.store.aliveIds(accountId, bench.now())).toEqual([]);
  });

  it('many who rotate the signing key leave one that signs, one that is next, and the others until they are done', async () => {
    await Promise.all(benches.map(({ keys }) => keys.rotate({ actor: 'admin' })));
    const states = (await database.client.signingKey.findMany()).map(({ state }) => state).sort();
    expect(states).toEqual(['CURRENT', 'NEXT', ...Array(6).fill('PREVIOUS')]);
  });

  it('what was noted is one whole chain', async () => {
    const integrity = await bench.audit.verify();
    expect(integrity).toMatchObject({ isIntact: true, firstBroken: null });
    expect(integrity.entries).toBeGreaterThan(10);
  });
});
