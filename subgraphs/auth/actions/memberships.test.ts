import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../store/accounts.ts';
import { openInvitations } from '../store/invitations.ts';

import { openOffices } from '../testing/open-rights.ts';
import { addAccount } from '../testing/people.ts';

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

const placeOf = async (id: string): Promise<string | null> => {
  const [account] = await openAccounts(house.database).byIds([id]);
  return account?.organisationId ? `${account.organisationId} ${account.organisationRole}` : null;
};
const outdated = async (): Promise<string[]> =>
  (await house.said()).flatMap((fact) => (fact.kind === 'TokensOutdated' ? [fact.accountId] : []));

describe('who belongs where', () => {
  it('is an Admin’s to say: in, elsewhere, out, in one organisation at most', async () => {
    const { rights, by, people } = house;
    const set = (organisationId: string | null, role?: 'OWNER') =>
      rights.memberships.set({ userId: 'stray', organisationId, role }, by(people.admin));
    expect(await set('accra')).toMatchObject({ kind: 'done', value: { organisationId: 'accra' } });
    expect(await placeOf('stray')).toBe('accra MEMBER');
    await set('kampala', 'OWNER');
    expect(await placeOf('stray')).toBe('kampala OWNER');
    await set(null);
    expect(await placeOf('stray')).toBeNull();
    expect(await house.audited()).toEqual(Array(3).fill('admin membership-changed stray'));
    // before the change and after it
    expect(await outdated()).toEqual(Array(6).fill('stray'));
  });

  it('stays where there is no such account or organisation', async () => {
    const { rights, by, people } = house;
    for (const wish of [
      { userId: 'nobody', organisationId: 'accra' },
      { userId: 'a\0', organisationId: 'accra' },
      { userId: 'stray', organisationId: 'nowhere' },
      { userId: 'stray', organisationId: 'Not an id\0' },
    ])
      expect(await rights.memberships.set(wish, by(people.admin))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await outdated()).toEqual([]);
  });

  it('is nobody else’s to say, however they come to ask', async () => {
    const { rights, by, people } = house;
    for (const who of [people.stray, people.accraMember, people.accraOwner]) {
      const wish = { userId: who.id, organisationId: 'kampala', role: 'OWNER' } as const;
      expect(await rights.memberships.set(wish, by(who))).toMatchObject({ reason: 'NOT_FOUND' });
    }
    expect(await house.audited()).toEqual([]);
    expect(await outdated()).toEqual([]);
  });
});

describe('members of an organisation', () => {
  it('are made owners, members, or let go by its owners', async () => {
    const { rights, by, people } = house;
    const change = (role: 'OWNER' | 'MEMBER' | null) =>
      rights.memberships.change({ userId: 'accra-member', role }, by(people.accraOwner));
    await change('OWNER');
    expect(await placeOf('accra-member')).toBe('accra OWNER');
    await change('MEMBER');
    expect(await placeOf('accra-member')).toBe('accra MEMBER');
    await change(null);
    expect(await placeOf('accra-member')).toBeNull();
    // whom they let go is not theirs any more
    expect(await change('MEMBER')).toMatchObject({ reason: 'NOT_FOUND' });
  });

  it('of another organisation answer as if they did not exist', async () => {
    const { rights, by, people } = house;
    const foreign = await rights.memberships.change(
      { userId: 'kampala-member', role: null },
      by(people.accraOwner),
    );
    const unknown = await rights.memberships.change({ userId: 'nobody', role: null }, by(people.accraOwner));
    expect(foreign).toEqual(unknown);
    expect(foreign).toMatchObject({ kind: 'refused', reason: 'NOT_FOUND' });
    expect(await placeOf('kampala-member')).toBe('kampala MEMBER');
    // nor does a refused try throw anybody's tokens away
    expect(await outdated()).toEqual([]);
  });

  it('cannot change one another, nor themselves', async () => {
    const { rights, by, people } = house;
    for (const userId of ['accra-member', 'accra-owner'])
      expect(
        await rights.memberships.change({ userId, role: 'OWNER' }, by(people.accraMember)),
      ).toMatchObject({
        reason: 'NOT_FOUND',
      });
  });

  it('keep a last owner who can sign in, whoever asks', async () => {
    const { rights, by, people } = house;
    const demote = (role: 'MEMBER' | null) =>
      rights.memberships.change({ userId: 'accra-owner', role }, by(people.accraOwner));
    expect(await demote('MEMBER')).toMatchObject({ reason: 'LAST_ONE' });
    expect(await demote(null)).toMatchObject({ reason: 'LAST_ONE' });
    const moved = { userId: 'accra-owner', organisationId: 'kampala', role: 'OWNER' } as const;
    expect(await rights.memberships.set(moved, by(people.admin))).toMatchObject({ reason: 'LAST_ONE' });
    // an owner who cannot sign in is none
    const shutOut = {
      id: 'shut-out',
      organisationId: 'accra',
      organisationRole: 'OWNER',
      status: 'SUSPENDED',
    } as const;
    await addAccount(house.database, shutOut);
    expect(await demote('MEMBER')).toMatchObject({ reason: 'LAST_ONE' });
    await addAccount(house.database, { id: 'heir', organisationId: 'accra', organisationRole: 'OWNER' });
    expect(await demote('MEMBER')).toMatchObject({ kind: 'done' });
    expect(await placeOf('accra-owner')).toBe('accra MEMBER');
  });

  it('keep one of two owners who let one another go at the same moment', async () => {
    const { rights, by, people } = house;
    const second = await addAccount(house.database, {
      id: 'second',
      organisationId: 'accra',
      organisationRole: 'OWNER',
    });
    const outcomes = await Promise.all([
      rights.memberships.change({ userId: 'second', role: null }, by(people.accraOwner)),
      rights.memberships.change({ userId: 'accra-owner', role: null }, by(second)),
    ]);
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(
      [await placeOf('second'), await placeOf('accra-owner')].filter((place) => place !== null),
    ).toHaveLength(1);
  });

  it('who were owners leave no door open: invitations that they made are void', async () => {
    const { rights, by, people, database, clock } = house;
    await addAccount(database, { id: 'heir', organisationId: 'accra', organisationRole: 'OWNER' });
    await rights.invitations.create({ role: 'OWNER' }, by(people.accraOwner));
    const waiting = () => openInvitations(database).countWaiting('accra', clock.now);
    expect(await waiting()).toBe(1);
    await rights.memberships.change({ userId: 'accra-owner', role: 'MEMBER' }, by(people.accraOwner));
    expect(await waiting()).toBe(0);
  });
});

describe('a change of membership that fails', () => {
  it('changes nothing where the log does not take the word, or the audit log not the entry', async () => {
    const { rights, by, people, trouble } = house;
    const set = () => rights.memberships.set({ userId: 'stray', organisationId: 'accra' }, by(people.admin));
    trouble.sayFails = () => true;
    await expect(set()).rejects.toThrow('the log is full');
    expect(await placeOf('stray')).toBeNull();
    trouble.sayFails = () => false;
    trouble.auditFails = true;
    await expect(set()).rejects.toThrow('the audit log is away');
    expect(await placeOf('stray')).toBeNull();
    expect(await house.audited()).toEqual([]);
  });

  it('voids the tokens when it is asked again, also where the change itself stood', async () => {
    const { rights, by, people, trouble } = house;
    const set = () => rights.memberships.set({ userId: 'stray', organisationId: 'accra' }, by(people.admin));
    let said = 0;
    trouble.sayFails = () => ++said === 2;
    await expect(set()).rejects.toThrow('the log is full');
    expect(await placeOf('stray')).toBe('accra MEMBER');
    expect(await outdated()).toHaveLength(1);
    expect(await set()).toMatchObject({ kind: 'done' });
    expect(await outdated()).toHaveLength(2);
    expect(await house.audited()).toHaveLength(1);
  });
});
