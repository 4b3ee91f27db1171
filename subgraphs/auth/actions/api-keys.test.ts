import { readApiKey } from '@aqmrg/platform/access/api-key.ts';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mostKeys, mostKeysOfDay } from '../domain/api-key.ts';
import { openApiKeys } from '../store/api-keys.ts';
import { factsIn, monday } from '../testing/open-ground.ts';
import { openOffices } from '../testing/open-rights.ts';
import type { Actor } from './actor.ts';
import type { NewKey } from './api-keys.ts';

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

const wish: NewKey = { name: 'Roof', scopes: ['ingest'] };
const make = async (by: Actor, changes: Partial<NewKey> = {}) => {
  const outcome = await house.rights.keys.create({ ...wish, ...changes }, by);
  if (outcome.kind !== 'done') throw new Error(`no key: ${JSON.stringify(outcome)}`);
  return outcome.value;
};
const listed = async () => openApiKeys(house.database).list(undefined);

describe('a key', () => {
  it('is shown once, and kept and told of by its hash alone', async () => {
    const { by, people } = house;
    const { key, apiKey } = await make(by(people.accraMember), {
      networks: ['airqo'],
      expiresAt: monday + 60_000,
    });
    expect(readApiKey(key)?.id).toBe(apiKey.id);
    expect(apiKey).toMatchObject({
      organisationId: 'accra',
      createdById: 'accra-member',
      networks: ['airqo'],
    });
    const secretSha256 = readApiKey(key)?.secretSha256;
    expect(await house.said()).toEqual([
      {
        kind: 'KeyIssued',
        keyId: apiKey.id,
        secretSha256,
        organisation: 'accra',
        networks: ['airqo'],
        scopes: ['ingest'],
        issuedAt: monday,
        expiresAt: monday + 60_000,
      },
    ]);
    // behind the second: it may hold more of them
    const secret = key.split('_').slice(2).join('_');
    const kept = JSON.stringify([
      await house.database.client.apiKey.findMany(),
      await house.database.client.auditEntry.findMany(),
    ]);
    expect(kept).toContain(secretSha256);
    expect(kept).not.toContain(secret);
    expect(JSON.stringify(await listed())).not.toContain(secretSha256);
    expect(await house.audited()).toEqual([`accra-member key-issued ${apiKey.id}`]);
  });

  it('is for the organisation of whoever makes it, and an Admin’s for any, or for none', async () => {
    const { by, people } = house;
    const owners = async (changes: Partial<NewKey>) =>
      (await make(by(people.admin), changes)).apiKey.organisationId;
    expect((await make(by(people.accraOwner), { organisationId: 'accra' })).apiKey.organisationId).toBe(
      'accra',
    );
    expect((await make(by(people.accraOwner), { organisationId: null })).apiKey.organisationId).toBe('accra');
    expect(await owners({ organisationId: 'kampala' })).toBe('kampala');
    expect(await owners({ organisationId: null })).toBeNull();
    expect(await owners({})).toBeNull();
  });

  it('is not to be had for another organisation, whether there is such a one or not', async () => {
    const { rights, by, people } = house;
    const ask = (organisationId: string) =>
      rights.keys.create({ ...wish, organisationId }, by(people.accraOwner));
    const foreign = await ask('kampala');
    expect(foreign).toMatchObject({ kind: 'refused', reason: 'NOT_FOUND' });
    expect(await ask('nowhere')).toEqual(foreign);
    expect(await ask('a\0')).toEqual(foreign);
    expect(await rights.keys.create({ ...wish, organisationId: 'nowhere' }, by(people.admin))).toEqual(
      foreign,
    );
    expect(await listed()).toEqual([]);
    expect(await house.said()).toEqual([]);
  });

  it('is not to be had by somebody who belongs nowhere, nor with a key', async () => {
    const { rights, by, people } = house;
    expect(await rights.keys.create(wish, by(people.stray))).toMatchObject({
      kind: 'invalid',
      field: 'organisationId',
    });
    const key: Caller = { ...anonymous, kind: 'key', id: 'k', role: 'AUTHENTICATED', organisation: 'accra' };
    expect(await rights.keys.create(wish, { caller: key })).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await listed()).toEqual([]);
  });

  it('is one of a thousand that hold, at most', async () => {
    const { rights, by, people, clock } = house;
    const { apiKey } = await make(by(people.accraMember), { expiresAt: monday + 1_000 });
    const [row] = await house.database.client.apiKey.findMany();
    if (row === undefined) throw new Error('there is no key');
    const createdAt = new Date(monday - 86_400_000);
    const others = Array.from({ length: mostKeys - 1 }, (_, i) => ({ ...row, id: `k-${i}`, createdAt }));
    await house.database.client.apiKey.createMany({ data: others });
    const full = await rights.keys.create(wish, by(people.accraMember));
    expect(full).toMatchObject({ kind: 'invalid', field: 'organisationId' });
    expect(await rights.keys.create(wish, by(people.kampalaMember))).toMatchObject({ kind: 'done' });
    await rights.keys.revoke(apiKey.id, by(people.accraMember));
    expect(await rights.keys.create(wish, by(people.accraMember))).toMatchObject({ kind: 'done' });
    expect(await rights.keys.create(wish, by(people.accraMember))).toMatchObject({ kind: 'invalid' });
    clock.now = monday + 1_000;
    expect(await rights.keys.create(wish, by(people.accraMember))).toMatchObject({ kind: 'done' });
  });
});

it('keys are two hundred a day, also where they are revoked at once', async () => {
  const { rights, by, people, clock } = house;
  await make(by(people.accraMember));
  const [row] = await house.database.client.apiKey.findMany();
  if (row === undefined) throw new Error('there is no key');
  const gone = { ...row, revokedAt: new Date(monday) };
  const others = Array.from({ length: mostKeysOfDay - 1 }, (_, i) => ({ ...gone, id: `k-${i}` }));
  await house.database.client.apiKey.createMany({ data: others });
  expect(await rights.keys.create(wish, by(people.accraMember))).toMatchObject({
    kind: 'invalid',
    field: 'organisationId',
  });
  expect(await rights.keys.create(wish, by(people.kampalaMember))).toMatchObject({ kind: 'done' });
  clock.now += 86_400_000;
  expect(await rights.keys.create(wish, by(people.accraMember))).toMatchObject({ kind: 'done' });
});

describe('a key that is revoked', () => {
  it('is void in the log before the database says so, once', async () => {
    const { rights, by, people, clock } = house;
    const { apiKey } = await make(by(people.accraMember));
    clock.now = monday + 5;
    const revoked = await rights.keys.revoke(apiKey.id, by(people.accraMember));
    expect(revoked).toMatchObject({ kind: 'done', value: { revokedAt: monday + 5 } });
    clock.now = monday + 9;
    expect(await rights.keys.revoke(apiKey.id, by(people.accraMember))).toEqual(revoked);
    expect((await house.said()).slice(1)).toEqual([
      { kind: 'KeyRevoked', keyId: apiKey.id, revokedAt: monday + 5 },
    ]);
    expect(await house.audited()).toEqual([
      `accra-member key-issued ${apiKey.id}`,
      `accra-member key-revoked ${apiKey.id}`,
    ]);
  });

  it('was made by whoever revokes it, or belongs to the organisation that they own, or they are Admin', async () => {
    const { rights, by, people } = house;
    const ofOwner = (await make(by(people.accraOwner))).apiKey.id;
    const revoke = (id: string, who: Parameters<typeof by>[0]) => rights.keys.revoke(id, by(who));
    const unknown = await revoke('aaaaaaaaaaaa', people.accraMember);
    expect(unknown).toMatchObject({ kind: 'refused', reason: 'NOT_FOUND' });
    for (const who of [people.accraMember, people.kampalaOwner, people.kampalaMember, people.stray])
      expect(await revoke(ofOwner, who)).toEqual(unknown);
    expect(await revoke('a\0', people.admin)).toEqual(unknown);
    const ofMember = (await make(by(people.accraMember))).apiKey.id;
    expect(await revoke(ofMember, people.accraOwner)).toMatchObject({ kind: 'done' });
    expect(await revoke(ofOwner, people.admin)).toMatchObject({ kind: 'done' });
  });

  it('stays behind when its maker leaves: it is the organisation’s', async () => {
    const { rights, by, people } = house;
    const { apiKey } = await make(by(people.accraMember));
    const { id: userId } = people.accraMember;
    await rights.memberships.set({ userId, organisationId: 'kampala' }, by(people.admin));
    expect(await rights.keys.revoke(apiKey.id, by(people.accraMember))).toMatchObject({
      reason: 'NOT_FOUND',
    });
  });
});

describe('where the log or the audit log fails', () => {
  it('no key is made, and none that the log may have heard of stays good', async () => {
    const { rights, by, people, trouble, database } = house;
    trouble.sayFails = ([fact]) => fact?.kind === 'KeyIssued';
    await expect(rights.keys.create(wish, by(people.accraMember))).rejects.toThrow('the log is full');
    expect(await listed()).toEqual([]);
    expect((await house.said()).map(({ kind }) => kind)).toEqual(['KeyRevoked']);
    expect(await house.audited()).toEqual([]);

    trouble.sayFails = () => false;
    trouble.auditFails = true;
    await expect(rights.keys.create(wish, by(people.accraMember))).rejects.toThrow('the audit log is away');
    expect(await listed()).toEqual([]);
    // nothing was said, so nothing is to be taken back
    expect(await factsIn(house.eventLog)).toHaveLength(1);
    expect(await database.client.apiKey.count()).toBe(0);
  });

  it('a key that could not be revoked in the log is not called revoked', async () => {
    const { rights, by, people, trouble } = house;
    const { apiKey } = await make(by(people.accraMember));
    trouble.sayFails = () => true;
    await expect(rights.keys.revoke(apiKey.id, by(people.accraMember))).rejects.toThrow('the log is full');
    expect((await listed())[0]?.revokedAt).toBeNull();
  });

  it('a key that only the log calls revoked is revoked by the next try', async () => {
    const { rights, by, people, trouble } = house;
    const { apiKey } = await make(by(people.accraMember));
    trouble.auditFails = true;
    await expect(rights.keys.revoke(apiKey.id, by(people.accraMember))).rejects.toThrow(
      'the audit log is away',
    );
    expect((await listed())[0]?.revokedAt).toBeNull();
    trouble.auditFails = false;
    expect(await rights.keys.revoke(apiKey.id, by(people.accraMember))).toMatchObject({ kind: 'done' });
    expect((await house.said()).map(({ kind }) => kind)).toEqual(['KeyIssued', 'KeyRevoked', 'KeyRevoked']);
  });
});

describe('the list of keys', () => {
  it('is newest first, of one organisation or of all', async () => {
    const { by, people, clock } = house;
    const ids: string[] = [];
    for (const who of [people.accraMember, people.kampalaMember, people.accraOwner]) {
      clock.now += 1_000;
      ids.unshift((await make(by(who))).apiKey.id);
    }
    const keys = openApiKeys(house.database);
    expect((await keys.list(undefined)).map(({ id }) => id)).toEqual(ids);
    expect((await keys.list('accra')).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
    expect(await keys.list('nowhere')).toEqual([]);
  });

  it('leaves out revoked ones before any that holds, where there are too many', async () => {
    const { by, people } = house;
    const { apiKey } = await make(by(people.accraMember));
    const [row] = await house.database.client.apiKey.findMany();
    if (row === undefined) throw new Error('there is no key');
    const newer = { ...row, createdAt: new Date(monday + 1_000), revokedAt: new Date(monday + 2_000) };
    const many = Array.from({ length: 1_100 }, (_, i) => ({ ...newer, id: `k-${i}` }));
    await house.database.client.apiKey.createMany({ data: many });
    const list = await openApiKeys(house.database).list('accra');
    expect(list).toHaveLength(1_000);
    expect(list.at(-1)?.id).toBe(apiKey.id);
  });
});
