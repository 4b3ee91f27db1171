import { setTimeout } from 'node:timers/promises';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../testing/on-postgres.ts';
import { openBench } from '../testing/open-bench.ts';
import { openTestLog } from '../testing/open-ground.ts';
import { settings } from '../testing/open-room.ts';
import { addAccount, addOrganisations, callerOf } from '../testing/people.ts';
import { createPasswords } from './passwords.ts';
import { createRights } from './rights.ts';
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

  it('an Admin who is suspended while they change their password waits for that, and neither is sent away', async () => {
    const chief = { caller: callerOf(await addAccount(database, { id: 'chief', role: 'ADMIN' })) };
    const { account } = await somebody('leaver');
    const { id: accountId } = account;
    await database.client.account.update({ where: { id: accountId }, data: { role: 'ADMIN' } });
    const wish = { name: 'For all', scopes: ['ingest'], organisationId: null } as const;
    const leaver = { caller: callerOf({ ...account, role: 'ADMIN' }) };
    expect(await createRights(bench).keys.create(wish, leaver)).toMatchObject({ kind: 'done' });
    let suspended: Promise<unknown> | undefined;
    const passwords = createPasswords({
      ...bench,
      audit: {
        ...bench.audit,
        async noteWithin(client, ...entries) {
          // the account is held by now, the audit log is not
          suspended = createRights(benches[1] as typeof bench).users.suspend(accountId, chief);
          await setTimeout(300);
          await bench.audit.noteWithin(client, ...entries);
        },
      },
    });
    const input = { currentPassword: password, newPassword: 'nine swans at noon' };
    expect(await passwords.change(input, { accountId, session: null, from: here })).toMatchObject({
      kind: 'done',
    });
    expect(await suspended).toMatchObject({ kind: 'done', value: { status: 'SUSPENDED' } });
    const where = { createdById: accountId, revokedAt: null };
    expect(await database.client.apiKey.count({ where })).toBe(0);
  });

  it('whoever holds an account that is changed still gets at the tokens that it made', async () => {
    const chief = { caller: callerOf(await addAccount(database, { id: 'second-chief', role: 'ADMIN' })) };
    const { users, memberships } = createRights(benches[1] as typeof bench);
    await addOrganisations(database, 'gulu');
    const changes = [
      (id: string) => users.suspend(id, chief),
      (id: string) => users.setRole(id, 'AUTHENTICATED', chief),
      (id: string) => memberships.set({ userId: id, organisationId: null }, chief),
    ];
    for (const [index, change] of changes.entries()) {
      const id = `holder-${index}`;
      const place = { organisationId: 'gulu', organisationRole: 'OWNER' } as const;
      const account = await addAccount(database, { id, role: 'ADMIN', ...place });
      await addAccount(database, { id: `other-${id}`, ...place });
      const invited = await createRights(bench).invitations.create({}, { caller: callerOf(account) });
      expect(invited).toMatchObject({ kind: 'done' });
      let changed: Promise<unknown> | undefined;
      await database.client.$transaction(async (client) => {
        await client.account.update({ where: { id }, data: { passwordHash: 'another' } });
        changed = change(id);
        await setTimeout(300);
        await client.oneTimeToken.updateMany({ where: { createdById: id }, data: { email: null } });
      });
      expect(await changed).toMatchObject({ kind: 'done' });
    }
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
