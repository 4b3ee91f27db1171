import { accessKeys } from '@aqmrg/schema/events/access.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../domain/account.ts';
import { monday, openGround } from '../testing/open-ground.ts';
import { openRoom, type TestRoom } from '../testing/open-room.ts';
import { addTwoOffices } from '../testing/people.ts';

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
});
