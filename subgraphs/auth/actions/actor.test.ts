import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openUsers } from '../store/users.ts';
import { openOffices } from '../testing/open-rights.ts';
import { createPasswords } from './passwords.ts';

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

/** The token says Admin or owner; in the database they were demoted, by a process whose word has not come yet. */
describe('whose token says more than their account', () => {
  const demoted = async () => {
    const { by, people, clock } = house;
    const users = openUsers(database);
    await users.setRole('admin', 'AUTHENTICATED', clock.now);
    await users.setMembership(
      'accra-owner',
      { organisationId: 'accra', organisationRole: 'MEMBER' },
      clock.now,
    );
    return { admin: by(people.admin), owner: by(people.accraOwner) };
  };
  const notFound = { kind: 'refused', reason: 'NOT_FOUND' };

  it('makes and changes nothing that takes an Admin', async () => {
    const { rights } = house;
    const { admin } = await demoted();
    const wish = { name: 'Roof', scopes: ['ingest'] as const };
    const tries = [
      () => rights.keys.create({ ...wish, organisationId: null }, admin),
      () => rights.keys.create({ ...wish, organisationId: 'accra' }, admin),
      () => rights.invitations.create({ organisationId: 'accra' }, admin),
      () => rights.organisations.create({ id: 'gulu', name: 'Gulu' }, admin),
      () => rights.users.setRole('stray', 'ADMIN', admin),
      () => rights.users.suspend('stray', admin),
      () => rights.memberships.set({ userId: 'stray', organisationId: 'accra' }, admin),
    ];
    for (const attempt of tries) expect(await attempt()).toMatchObject(notFound);
    expect(await house.said()).toEqual([]);
    expect(await house.audited()).toEqual([]);
  });

  it('hands out no way to set somebody’s password', async () => {
    const { audit, now, people } = house;
    await demoted();
    const unused = undefined as never;
    const passwords = createPasswords({
      database,
      audit,
      now,
      sessions: unused,
      hashes: unused,
      lockOut: unused,
    });
    const asker = { accountId: people.admin.id, session: null, from: undefined };
    expect(await passwords.createReset('stray', asker)).toMatchObject(notFound);
    expect(await database.client.oneTimeToken.count()).toBe(0);
  });

  it('runs no organisation', async () => {
    const { rights, by, people } = house;
    const made = await rights.invitations.create({}, by(people.accraOwner));
    const { owner } = await demoted();
    expect(await rights.invitations.create({}, owner)).toMatchObject(notFound);
    expect(await rights.memberships.change({ userId: 'accra-member', role: 'OWNER' }, owner)).toMatchObject(
      notFound,
    );
    if (made.kind !== 'done') throw new Error('there is no invitation');
    expect(await rights.invitations.revoke(made.value.invitation.id, owner)).toMatchObject(notFound);
  });

  it('may nothing once the account is suspended', async () => {
    const { rights, by, people, clock } = house;
    await openUsers(database).setStatus('accra-member', 'SUSPENDED', clock.now);
    const wish = { name: 'Roof', scopes: ['ingest'] as const };
    expect(await rights.keys.create(wish, by(people.accraMember))).toMatchObject(notFound);
  });
});
