import { readSecret } from '@aqmrg/platform/access/secret-text.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { invitationMs, mostInvitations } from '../domain/invitation.ts';
import type { Client } from '../store/accounts.ts';
import { openInvitations } from '../store/invitations.ts';
import { openOrganisations } from '../store/organisations.ts';
import { monday } from '../testing/open-ground.ts';
import { openOffices } from '../testing/open-rights.ts';
import type { Actor } from './actor.ts';
import type { InvitationWish } from './invitations.ts';

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

const invite = async (by: Actor, wish: InvitationWish = {}) => {
  const outcome = await house.rights.invitations.create(wish, by);
  if (outcome.kind !== 'done') throw new Error(`no invitation: ${JSON.stringify(outcome)}`);
  return outcome.value;
};
/** As a sign-up takes it: inside the transaction in which somebody comes in. */
const useWithin = async (client: Client, token: string, email: string, at: number) => {
  const tokenHash = readSecret('aqo_', token);
  const place = tokenHash && (await openInvitations({ client }).use({ tokenHash, email, at }));
  return place ? { organisationId: place.organisationId, role: place.role } : undefined;
};
const use = (token: string, email = 'new@example.org', at = house.clock.now) =>
  house.database.client.$transaction((client) => useWithin(client, token, email, at));

describe('an invitation', () => {
  it('is for the organisation of its maker, as a member, for a week', async () => {
    const { by, people } = house;
    const { token, invitation } = await invite(by(people.accraOwner));
    expect(invitation).toMatchObject({
      organisationId: 'accra',
      role: 'MEMBER',
      email: null,
      expiresAt: monday + invitationMs,
    });
    expect(token).toMatch(/^aqo_/);
    expect(await use(token)).toEqual({ organisationId: 'accra', role: 'MEMBER' });
    const kept = JSON.stringify([
      await house.database.client.oneTimeToken.findMany(),
      await house.database.client.auditEntry.findMany(),
    ]);
    expect(kept).toContain(invitation.id);
    expect(kept).not.toContain(token.slice(4));
    expect(await house.audited()).toEqual([`accra-owner invitation-created ${invitation.id}`]);
  });

  it('is taken once, however many come at the same moment', async () => {
    const { by, people } = house;
    const { token } = await invite(by(people.accraOwner), { role: 'OWNER' });
    const places = await Promise.all(Array.from({ length: 8 }, (_, i) => use(token, `n${i}@example.org`)));
    expect(places.filter((place) => place !== undefined)).toEqual([
      { organisationId: 'accra', role: 'OWNER' },
    ]);
  });

  it('is still there where whoever took it did not come in', async () => {
    const { by, people, database, clock } = house;
    const { token } = await invite(by(people.accraOwner));
    const signUp = database.client.$transaction(async (client) => {
      await useWithin(client, token, 'new@example.org', clock.now);
      throw new Error('a change of mind');
    });
    await expect(signUp).rejects.toThrow('a change of mind');
    expect(await use(token)).toBeDefined();
  });

  it('is for one address, where it was said, in its canonical form', async () => {
    const { by, people } = house;
    const { token, invitation } = await invite(by(people.accraOwner), { email: ' Ada@Example.ORG ' });
    expect(invitation.email).toBe('ada@example.org');
    expect(await use(token, 'eve@example.org')).toBeUndefined();
    expect(await use(token, 'ada@example.org')).toBeDefined();
  });

  it('ends after a week, when it is revoked, and was never what it was not', async () => {
    const { rights, by, people } = house;
    const { token } = await invite(by(people.accraOwner));
    expect(await use(token, 'a@example.org', monday + invitationMs)).toBeUndefined();
    const other = await invite(by(people.accraOwner));
    await rights.invitations.revoke(other.invitation.id, by(people.accraOwner));
    expect(await use(other.token)).toBeUndefined();
    for (const wrong of ['', token.slice(0, -1), `${token}A`, token.replace('aqo_', 'aqr_'), 'a\0'])
      expect(await use(wrong)).toBeUndefined();
    expect(await use(token)).toBeDefined();
  });

  it('is an owner’s to make for their own organisation, and an Admin’s for any', async () => {
    const { rights, by, people } = house;
    const ask = (who: Parameters<typeof by>[0], organisationId: string) =>
      rights.invitations.create({ organisationId }, by(who));
    const unknown = await ask(people.accraOwner, 'nowhere');
    expect(unknown).toMatchObject({ kind: 'refused', reason: 'NOT_FOUND' });
    expect(await ask(people.accraOwner, 'kampala')).toEqual(unknown);
    expect(await ask(people.accraMember, 'accra')).toEqual(unknown);
    expect(await ask(people.admin, 'nowhere')).toEqual(unknown);
    expect(await ask(people.admin, 'kampala')).toMatchObject({ kind: 'done' });
    expect(await rights.invitations.create({}, by(people.admin))).toMatchObject({ field: 'organisationId' });
    expect(await rights.invitations.create({ email: 'nobody' }, by(people.accraOwner))).toMatchObject({
      field: 'email',
    });
  });

  it('is an owner’s of that organisation to revoke, and answers others as if it did not exist', async () => {
    const { rights, by, people } = house;
    const { invitation } = await invite(by(people.accraOwner));
    const revoke = (who: Parameters<typeof by>[0], id = invitation.id) =>
      rights.invitations.revoke(id, by(who));
    const unknown = await revoke(people.accraOwner, 'nothing');
    for (const who of [people.accraMember, people.kampalaOwner, people.stray])
      expect(await revoke(who)).toEqual(unknown);
    expect(await revoke(people.accraOwner, 'a\0')).toEqual(unknown);
    expect(await revoke(people.accraOwner)).toMatchObject({ kind: 'done', value: invitation.id });
    expect(await revoke(people.accraOwner)).toEqual(unknown);
    expect(await house.audited()).toHaveLength(2);
  });

  it('waits among others that can be counted', async () => {
    const { rights, by, people, database } = house;
    await invite(by(people.accraOwner));
    const [row] = await database.client.oneTimeToken.findMany();
    if (row === undefined) throw new Error('there is no invitation');
    const others = Array.from({ length: mostInvitations - 1 }, (_, i) => ({
      ...row,
      id: `i-${i}`,
      hash: `h-${i}`,
    }));
    await database.client.oneTimeToken.createMany({ data: others });
    expect(await rights.invitations.create({}, by(people.accraOwner))).toMatchObject({
      field: 'organisationId',
    });
    expect(await rights.invitations.create({}, by(people.kampalaOwner))).toMatchObject({ kind: 'done' });
  });

  it('is listed with its organisation as long as it can be taken, newest first', async () => {
    const { rights, by, people, clock, database } = house;
    const first = await invite(by(people.accraOwner));
    clock.now += 1_000;
    const second = await invite(by(people.accraOwner));
    const revoked = await invite(by(people.accraOwner));
    await rights.invitations.revoke(revoked.invitation.id, by(people.accraOwner));
    const used = await invite(by(people.accraOwner));
    await use(used.token);
    const other = await invite(by(people.kampalaOwner));
    const waiting = await openInvitations(database).waitingOf(['accra', 'kampala', 'nowhere'], clock.now);
    expect(waiting).toEqual(
      new Map([
        ['accra', [second.invitation, first.invitation]],
        ['kampala', [other.invitation]],
        ['nowhere', []],
      ]),
    );
    const later = await openInvitations(database).waitingOf(['accra'], monday + invitationMs);
    expect(later.get('accra')).toEqual([second.invitation]);
  });
});

describe('an organisation', () => {
  it('is added by an Admin, once, and noted', async () => {
    const { rights, by, people, database } = house;
    const add = (id: string, name = 'Lagos office') =>
      rights.organisations.create({ id, name }, by(people.admin));
    expect(await add('lagos')).toMatchObject({
      kind: 'done',
      value: { id: 'lagos', name: 'Lagos office', createdAt: monday },
    });
    expect(await add('lagos', 'another')).toMatchObject({ kind: 'refused', reason: 'ALREADY_TAKEN' });
    expect(await add('Lagos!')).toMatchObject({ kind: 'invalid', field: 'id' });
    expect(await add('abuja', ' ')).toMatchObject({ kind: 'invalid', field: 'name' });
    expect(
      await rights.organisations.create({ id: 'mine', name: 'Mine' }, by(people.accraOwner)),
    ).toMatchObject({
      reason: 'NOT_FOUND',
    });
    expect((await openOrganisations(database).all()).map(({ id }) => id).toSorted()).toEqual([
      'accra',
      'kampala',
      'lagos',
    ]);
    expect(await house.audited()).toEqual(['admin organisation-created lagos']);
  });

  it('knows its members in the order of their names, and nobody else’s', async () => {
    const members = await openOrganisations(house.database).membersOf(['kampala', 'accra', 'nowhere']);
    const ids = [...members].map(([id, list]) => [id, list.map((account) => account.id)]);
    expect(ids).toEqual([
      ['kampala', ['kampala-member', 'kampala-owner']],
      ['accra', ['accra-member', 'accra-owner']],
      ['nowhere', []],
    ]);
    expect(members.get('accra')?.[1]).toEqual(house.people.accraOwner);
  });
});
