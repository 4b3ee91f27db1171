import { accessKeys } from '@aqmrg/schema/events/access.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../domain/account.ts';
import { monday, openGround } from '../testing/open-ground.ts';
import { openRoom, type TestRoom } from '../testing/open-room.ts';
import { addAccount, addTwoOffices } from '../testing/people.ts';

let ground: Awaited<ReturnType<typeof openGround>>;
let room: TestRoom;
let people: Awaited<ReturnType<typeof addTwoOffices>>;
beforeAll(async () => {
  ground = await openGround();
  people = await addTwoOffices(ground.database);
  room = await openRoom(ground);
});
afterAll(async () => {
  await room.stop();
  await ground.close();
});

const shape = 'id name scopes networks organisation { id } createdBy { id } createdAt expiresAt revokedAt';
const problems = '... on Refused { reason message }';
const act = async (who: Account, document: string, input: Record<string, unknown>) => {
  const { data, errors } = await room.as(who)(document, { input });
  expect(errors).toEqual([]);
  return data.it;
};
const create = (who: Account, input: Record<string, unknown>) =>
  act(
    who,
    `mutation ($input: CreateApiKeyInput!) { it: createApiKey(input: $input) { __typename
      ... on ApiKeyCreated { key apiKey { ${shape} } } ... on InvalidInput { field message } ${problems} } }`,
    input,
  );
const revoke = (who: Account, id: string) =>
  act(
    who,
    `mutation ($input: RevokeApiKeyInput!) { it: revokeApiKey(input: $input) { __typename
      ... on ApiKeyRevoked { apiKey { ${shape} } } ${problems} } }`,
    { id },
  );

describe('keys in the graph', () => {
  it('are made, listed and revoked; the whole key stands in one answer alone', async () => {
    const expiresAt = new Date(monday + 86_400_000).toISOString();
    const made = await create(people.accraMember, {
      name: 'Roof',
      scopes: ['EXPORT', 'INGEST'],
      networks: ['airqo'],
      expiresAt,
    });
    const apiKey = {
      id: made.apiKey.id,
      name: 'Roof',
      scopes: ['INGEST', 'EXPORT'],
      networks: ['airqo'],
      organisation: { id: 'accra' },
      createdBy: { id: 'accra-member' },
      createdAt: new Date(monday).toISOString(),
      expiresAt,
      revokedAt: null,
    };
    expect(made).toEqual({
      __typename: 'ApiKeyCreated',
      key: expect.stringMatching(`^aqk_${apiKey.id}_`),
      apiKey,
    });
    const list = await room.as(people.accraOwner)(`{ apiKeys { ${shape} } }`);
    expect(list.data.apiKeys).toEqual([apiKey]);
    room.clock.now += 1_000;
    const revokedAt = new Date(monday + 1_000).toISOString();
    expect(await revoke(people.accraOwner, apiKey.id)).toEqual({
      __typename: 'ApiKeyRevoked',
      apiKey: { ...apiKey, revokedAt },
    });
    const [issued, revoked] = await ground.eventLog.readFrom(accessKeys, {}, 10);
    expect(issued?.value).toMatchObject({ kind: 'KeyIssued', scopes: ['ingest', 'export'] });
    expect(revoked?.value).toEqual({ kind: 'KeyRevoked', keyId: apiKey.id, revokedAt: monday + 1_000 });
  });

  it('name the field at fault', async () => {
    const name = 'n';
    expect(await create(people.accraMember, { name, scopes: [] })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'scopes',
    });
    expect(await create(people.accraMember, { name, scopes: ['READ'], networks: [] })).toMatchObject({
      field: 'networks',
    });
    const expiresAt = new Date(monday).toISOString();
    expect(await create(people.accraMember, { name, scopes: ['READ'], expiresAt })).toMatchObject({
      field: 'expiresAt',
    });
    expect(await create(people.stray, { name, scopes: ['READ'] })).toMatchObject({ field: 'organisationId' });
  });

  it('are not another’s to revoke', async () => {
    const { apiKey } = await create(people.accraOwner, { name: 'of the owner', scopes: ['READ'] });
    const unknown = await revoke(people.accraMember, 'aaaaaaaaaaaa');
    expect(unknown).toMatchObject({ __typename: 'Refused', reason: 'NOT_FOUND' });
    expect(await revoke(people.accraMember, apiKey.id)).toEqual(unknown);
    expect(await revoke(people.kampalaOwner, apiKey.id)).toEqual(unknown);
  });

  it('of somebody who loses a right, and that go on, are shown to whoever takes it, as far as they may see them', async () => {
    await addAccount(ground.database, { id: 'leaver', organisationId: 'accra', organisationRole: 'OWNER' });
    const leaver = { ...people.accraOwner, id: 'leaver' };
    const make = async (changes: Record<string, unknown> = {}) =>
      (await create(leaver, { name: 'Roof', scopes: ['READ'], ...changes })).apiKey.id;
    const [kept, revoked] = [await make(), await make()];
    const expired = await make({ expiresAt: new Date(room.clock.now + 1).toISOString() });
    await revoke(leaver, revoked);
    room.clock.now += 1;
    const shown = `{ it: changeMember(input: $input) { ... on UserChanged { remainingKeys { id organisation { id } } } } }`;
    const change = (who: Account, input: Record<string, unknown>) =>
      act(who, `mutation ($input: ChangeMemberInput!) ${shown}`, { userId: 'leaver', ...input });
    const remaining = { remainingKeys: [{ id: kept, organisation: { id: 'accra' } }] };
    expect(await change(people.accraOwner, { role: 'MEMBER' })).toEqual(remaining);
    expect(await change(people.accraOwner, { role: null })).toEqual(remaining);
    const place = (who: Account, input: Record<string, unknown>) =>
      act(
        who,
        'mutation ($input: SetMembershipInput!) { it: setMembership(input: $input) { ... on UserChanged { remainingKeys { id } } } }',
        { userId: 'leaver', ...input },
      );
    expect(await place(people.admin, { organisationId: 'kampala' })).toEqual({
      remainingKeys: [{ id: kept }],
    });
    // of another organisation's keys its owner learns nothing
    expect(await change(people.kampalaOwner, { role: 'OWNER' })).toEqual({ remainingKeys: [] });
    expect([revoked, expired]).not.toContain(kept);
  });
});
