import { randomUUID } from 'node:crypto';
import { service } from '@aqmrg/platform/caller.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../store/accounts.ts';
import { openInvitations } from '../store/invitations.ts';
import { openUsers } from '../store/users.ts';
import { monday } from '../testing/open-ground.ts';
import { openOffices } from '../testing/open-rights.ts';
import { addAccount } from '../testing/people.ts';
import type { Actor } from './actor.ts';

let database: Database;
let house: Awaited<ReturnType<typeof openOffices>>;
beforeAll(async () => {
  database = await lendDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  house = await openOffices(database);
});
afterEach(() => house.close());

const stored = async (id: string) => (await openAccounts(house.database).byIds([id]))[0];
const beginSession = async (accountId: string): Promise<string> => {
  const id = randomUUID();
  const at = new Date(monday);
  await house.database.client.session.create({
    data: { id, accountId, startedAt: at, lastUsedAt: at, expiresAt: new Date(monday + 86_400_000) },
  });
  return id;
};

describe('an account that waits', () => {
  it('is let in by an Admin, once noted', async () => {
    const { rights, by, people } = house;
    await addAccount(house.database, { id: 'newcomer', status: 'PENDING' });
    expect(await rights.users.approve('newcomer', by(people.admin))).toMatchObject({
      value: { status: 'ACTIVE' },
    });
    await rights.users.approve('newcomer', by(people.admin));
    expect(await house.audited()).toEqual(['admin user-approved newcomer']);
  });

  it('is let in by nobody else', async () => {
    const { rights, by, people } = house;
    const newcomer = await addAccount(house.database, {
      id: 'newcomer',
      status: 'PENDING',
      organisationId: 'accra',
    });
    for (const who of [newcomer, people.accraOwner])
      expect(await rights.users.approve('newcomer', by(who))).toMatchObject({ reason: 'NOT_FOUND' });
    expect((await stored('newcomer'))?.status).toBe('PENDING');
  });
});

describe('an account that is suspended', () => {
  it('is shut out with all its sessions, which every process is told', async () => {
    const { rights, by, people } = house;
    const sessions = [await beginSession('accra-member'), await beginSession('accra-member')];
    const other = await beginSession('accra-owner');
    expect(await rights.users.suspend('accra-member', by(people.admin))).toMatchObject({
      value: { status: 'SUSPENDED' },
    });
    const ended = (await house.said()).flatMap((fact) =>
      fact.kind === 'SessionRevoked' ? [fact.sessionId] : [],
    );
    expect(ended.toSorted()).toEqual(sessions.toSorted());
    const alive = await house.database.client.session.findMany({ where: { revokedAt: null } });
    expect(alive.map(({ id }) => id)).toEqual([other]);
    expect(await house.audited()).toEqual(['admin user-suspended accra-member']);
  });

  it('leaves nothing that it handed out', async () => {
    const { rights, by, people, database } = house;
    await rights.invitations.create({ role: 'OWNER' }, by(people.accraOwner));
    await rights.users.suspend('accra-owner', by(people.admin));
    expect(await openInvitations(database).countWaiting('accra', monday)).toBe(0);
  });

  it('can be let in again', async () => {
    const { rights, by, people } = house;
    await rights.users.suspend('stray', by(people.admin));
    expect(await rights.users.approve('stray', by(people.admin))).toMatchObject({
      value: { status: 'ACTIVE' },
    });
  });

  it('is never oneself, nor the last Admin, nor anybody’s whom one is not Admin over', async () => {
    const { rights, by, people } = house;
    expect(await rights.users.suspend('admin', by(people.admin))).toMatchObject({ reason: 'YOURSELF' });
    const ours = { caller: service('tests') };
    expect(await rights.users.suspend('admin', ours)).toMatchObject({ reason: 'LAST_ONE' });
    expect(await rights.users.suspend('accra-member', by(people.accraOwner))).toMatchObject({
      reason: 'NOT_FOUND',
    });
    expect(await rights.users.suspend('nobody', by(people.admin))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await house.audited()).toEqual([]);
  });
});

describe('the role of an account', () => {
  it('is an Admin’s to change, and its tokens are void at once', async () => {
    const { rights, by, people } = house;
    expect(await rights.users.setRole('stray', 'ADMIN', by(people.admin))).toMatchObject({
      value: { role: 'ADMIN' },
    });
    expect(await house.said()).toMatchObject([
      { kind: 'TokensOutdated', accountId: 'stray', issuedBefore: monday },
      { kind: 'TokensOutdated', accountId: 'stray', issuedBefore: monday },
    ]);
    expect(await house.audited()).toEqual(['admin role-changed stray']);
  });

  it('is nobody’s to take for themselves', async () => {
    const { rights, by, people } = house;
    for (const who of [people.stray, people.accraOwner])
      expect(await rights.users.setRole(who.id, 'ADMIN', by(who))).toMatchObject({ reason: 'NOT_FOUND' });
    expect((await stored('stray'))?.role).toBe('AUTHENTICATED');
    expect(await house.said()).toEqual([]);
  });

  it('stays with the last Admin who can sign in', async () => {
    const { rights, by, people } = house;
    const demote = () => rights.users.setRole('admin', 'AUTHENTICATED', by(people.admin));
    expect(await demote()).toMatchObject({ reason: 'LAST_ONE' });
    await addAccount(house.database, { id: 'waiting', role: 'ADMIN', status: 'PENDING' });
    expect(await demote()).toMatchObject({ reason: 'LAST_ONE' });
    await rights.users.approve('waiting', by(people.admin));
    expect(await demote()).toMatchObject({ value: { role: 'AUTHENTICATED' } });
  });

  it('stays with one of two Admins who demote one another at the same moment', async () => {
    const { rights, by, people } = house;
    const second = await addAccount(house.database, { id: 'second', role: 'ADMIN' });
    const outcomes = await Promise.all([
      rights.users.setRole('second', 'AUTHENTICATED', by(people.admin)),
      rights.users.setRole('admin', 'AUTHENTICATED', by(second)),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused']);
  });

  it('takes with it what an Admin handed out: invitations and password resets', async () => {
    const { rights, by, people, database } = house;
    await addAccount(database, { id: 'second', role: 'ADMIN' });
    await rights.invitations.create({ organisationId: 'kampala', role: 'OWNER' }, by(people.admin));
    const at = new Date(monday);
    await database.client.oneTimeToken.create({
      data: {
        id: 'reset',
        hash: 'h',
        kind: 'PASSWORD_RESET',
        accountId: 'second',
        createdById: 'admin',
        createdAt: at,
        expiresAt: new Date(monday + 1_000),
      },
    });
    await rights.users.setRole('admin', 'AUTHENTICATED', by(people.admin));
    expect(await database.client.oneTimeToken.count({ where: { revokedAt: null } })).toBe(0);
  });
});

describe('the keys of an Admin', () => {
  const makeKey = async (organisationId: string | null, by: Actor) => {
    const wish = { name: 'Roof', scopes: ['ingest'], organisationId } as const;
    const outcome = await house.rights.keys.create(wish, by);
    if (outcome.kind !== 'done') throw new Error('no key');
    return outcome.value.apiKey.id;
  };
  /** An Admin who belongs to accra, with a key of each kind that they could make. */
  const adminWithKeys = async () => {
    const second = await addAccount(house.database, { id: 'second', role: 'ADMIN', organisationId: 'accra' });
    const by = house.by(second);
    return {
      own: await makeKey('accra', by),
      house: await makeKey(null, by),
      foreign: await makeKey('kampala', by),
    };
  };
  const live = async () => {
    const rows = await house.database.client.apiKey.findMany({ where: { revokedAt: null } });
    return rows.map(({ id }) => id);
  };

  it.each(['demoted', 'suspended'] as const)(
    'that it took an Admin to make end when they are %s, and every process is told; those of their own organisation stay',
    async (how) => {
      const { rights, by, people } = house;
      const keys = await adminWithKeys();
      const theirs = await makeKey('kampala', by(people.kampalaOwner));
      await (how === 'demoted'
        ? rights.users.setRole('second', 'AUTHENTICATED', by(people.admin))
        : rights.users.suspend('second', by(people.admin)));
      expect((await live()).toSorted()).toEqual([keys.own, theirs].toSorted());
      const revoked = (await house.said()).flatMap((fact) =>
        fact.kind === 'KeyRevoked' ? [fact.keyId] : [],
      );
      expect(revoked.toSorted()).toEqual([keys.house, keys.foreign].toSorted());
      expect((await house.audited()).slice(-3).toSorted()).toEqual(
        [
          `admin key-revoked ${keys.house}`,
          `admin key-revoked ${keys.foreign}`,
          `admin ${how === 'demoted' ? 'role-changed' : 'user-suspended'} second`,
        ].toSorted(),
      );
    },
  );

  it('are those alone: whoever was a member when they made a key, and has moved, leaves it behind also when suspended', async () => {
    const { rights, by, people } = house;
    const key = await makeKey('accra', by(people.accraMember));
    await rights.memberships.set({ userId: 'accra-member', organisationId: 'kampala' }, by(people.admin));
    await rights.users.suspend('accra-member', by(people.admin));
    expect(await live()).toEqual([key]);
  });
});

describe('the list of accounts', () => {
  it('is filtered, in the order of e-mail addresses, page by page', async () => {
    const users = openUsers(house.database);
    const emails = (await users.page({}, 100, null)).map(({ email }) => email);
    expect(emails).toHaveLength(6);
    const paged: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: string[] = (await users.page({}, 2, after)).map(({ email }) => email);
      paged.push(...page);
      after = page.at(-1) ?? null;
      if (page.length === 0) break;
    }
    expect(paged).toEqual(emails);
    const ids = async (filter: Parameters<typeof users.page>[0]) =>
      (await users.page(filter, 100, null)).map(({ id }) => id);
    expect(await ids({ role: 'ADMIN' })).toEqual(['admin']);
    expect(await ids({ organisationId: 'accra' })).toEqual(['accra-member', 'accra-owner']);
    expect(await ids({ text: 'KAMPALA-o' })).toEqual(['kampala-owner']);
    expect(await ids({ status: 'PENDING' })).toEqual([]);
    expect(await users.count({ organisationId: 'accra' })).toBe(2);
  });

  it('takes texts for what they are, and finds nothing where nothing can be', async () => {
    const users = openUsers(house.database);
    await addAccount(house.database, { id: 'odd', name: '100%_sure\\' });
    const ids = async (text: string) => (await users.page({ text }, 100, null)).map(({ id }) => id);
    expect(await ids('%_s')).toEqual(['odd']);
    expect(await ids('sure\\')).toEqual(['odd']);
    expect(await ids('_')).toEqual(['odd']);
    for (const text of ['\0', '\ud800']) expect(await ids(text)).toEqual([]);
    expect(await users.page({ organisationId: 'a\0' }, 10, null)).toEqual([]);
  });
});
