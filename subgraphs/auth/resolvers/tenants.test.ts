import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../domain/account.ts';
import { monday, openGround } from '../testing/open-ground.ts';
import { openRoom, openRoomBeside, type TestRoom } from '../testing/open-room.ts';
import { addTwoOffices } from '../testing/people.ts';

let ground: Awaited<ReturnType<typeof openGround>>;
let room: TestRoom;
let people: Awaited<ReturnType<typeof addTwoOffices>>;
/** Something of Kampala that others may want. */
let kampala: { readonly key: string; readonly invitation: string };

const ok = async (account: Account, document: string, input: Record<string, unknown>) => {
  const { data, errors } = await room.as(account)(document, { input });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.it;
};
const createKey = `mutation ($input: CreateApiKeyInput!) { it: createApiKey(input: $input) {
  __typename ... on ApiKeyCreated { key apiKey { id name scopes networks organisation { id } createdBy { id } createdAt expiresAt revokedAt } }
  ... on InvalidInput { field message } ... on Refused { reason message } } }`;
const createInvitation = `mutation ($input: CreateInvitationInput!) { it: createInvitation(input: $input) {
  __typename ... on InvitationCreated { token invitation { id email role createdAt expiresAt } }
  ... on InvalidInput { field message } ... on Refused { reason message } } }`;

beforeAll(async () => {
  ground = await openGround();
  people = await addTwoOffices(ground.database);
  room = await openRoom(ground);
  const { apiKey } = await ok(people.kampalaMember, createKey, {
    name: 'Kampala roof',
    scopes: ['INGEST', 'READ'],
  });
  const { invitation } = await ok(people.kampalaOwner, createInvitation, {
    email: 'new@example.org',
    role: 'OWNER',
  });
  kampala = { key: apiKey.id, invitation: invitation.id };
});
afterAll(async () => {
  await room.stop();
  await ground.close();
});

/** Everything of both organisations, as the database has it. */
const everything = async (organisationId: string): Promise<string> => {
  const { client } = ground.database;
  return JSON.stringify([
    await client.account.findMany({ where: { organisationId }, orderBy: { id: 'asc' } }),
    await client.apiKey.findMany({ where: { organisationId }, orderBy: { id: 'asc' } }),
    await client.oneTimeToken.findMany({ where: { organisationId }, orderBy: { id: 'asc' } }),
  ]);
};

const mutations: readonly (readonly [
  string,
  string,
  (target: Record<string, string>) => Record<string, unknown>,
])[] = [
  ['changeMember', 'ChangeMemberInput', ({ member }) => ({ userId: member, role: 'OWNER' })],
  ['changeMember', 'ChangeMemberInput', ({ member }) => ({ userId: member, role: null })],
  ['createInvitation', 'CreateInvitationInput', ({ organisation }) => ({ organisationId: organisation })],
  ['revokeInvitation', 'RevokeInvitationInput', ({ invitation }) => ({ id: invitation })],
  [
    'createApiKey',
    'CreateApiKeyInput',
    ({ organisation }) => ({ organisationId: organisation, name: 'n', scopes: ['READ'] }),
  ],
  ['revokeApiKey', 'RevokeApiKeyInput', ({ key }) => ({ id: key })],
];

describe('another organisation', () => {
  it.each(mutations)(
    'cannot be reached by %s, and answers as if it did not exist (%#)',
    async (name, type, inputOf) => {
      const document = `mutation ($input: ${type}!) { it: ${name}(input: $input) { __typename ... on Refused { reason message } } }`;
      const before = await everything('kampala');
      const theirs = { organisation: 'kampala', member: 'kampala-member', ...kampala };
      const nobodys = { organisation: 'nowhere', member: 'nobody', key: 'aaaaaaaaaaaa', invitation: 'none' };
      for (const who of [people.accraOwner, people.accraMember, people.stray]) {
        const foreign = await room.as(who)(document, { input: inputOf(theirs) });
        expect(await room.as(who)(document, { input: inputOf(nobodys) })).toEqual(foreign);
        const isRefused =
          foreign.data?.it?.reason === 'NOT_FOUND' || foreign.errors[0]?.extensions.code === 'FORBIDDEN';
        expect(isRefused).toBe(true);
      }
      expect(await everything('kampala')).toBe(before);
    },
  );

  it('is not seen, whatever is asked', async () => {
    const document = `query ($id: ID!) {
      organisation(id: $id) { id name members { id email } invitations { id email } }
      apiKeys(organisationId: $id) { id name }
    }`;
    for (const who of [people.accraOwner, people.accraMember, people.stray]) {
      const foreign = await room.as(who)(document, { id: 'kampala' });
      expect(foreign).toEqual({ data: { organisation: null, apiKeys: [] }, errors: [] });
      expect(await room.as(who)(document, { id: 'nowhere' })).toEqual(foreign);
      expect(await room.as(who)(document, { id: 'a\u0000' })).toEqual(foreign);
    }
  });

  it('does not come in through one’s own', async () => {
    // an Admin of nowhere makes a key for Accra, and somebody who made one moves to Kampala
    const { apiKey } = await ok(people.admin, createKey, {
      name: 'given',
      scopes: ['READ'],
      organisationId: 'accra',
    });
    const mine = await ok(people.accraMember, createKey, { name: 'mine', scopes: ['READ'] });
    const document =
      '{ apiKeys { id organisation { id members { id email sessions { id } } } createdBy { id email } } }';
    const { data } = await room.as(people.accraOwner)(document);
    const members = [
      { id: 'accra-member', email: 'accra-member@example.org', sessions: [] },
      { id: 'accra-owner', email: 'accra-owner@example.org', sessions: [] },
    ];
    const accra = { id: 'accra', members };
    const maker = { id: 'accra-member', email: 'accra-member@example.org' };
    expect(data.apiKeys).toHaveLength(2);
    expect(data.apiKeys).toContainEqual({ id: apiKey.id, organisation: accra, createdBy: null });
    expect(data.apiKeys).toContainEqual({ id: mine.apiKey.id, organisation: accra, createdBy: maker });
    await ground.database.client.apiKey.deleteMany({ where: { id: { in: [apiKey.id, mine.apiKey.id] } } });
  });

  it('gives nothing to a key, nor to a stranger', async () => {
    const key: Caller = {
      ...anonymous,
      kind: 'key',
      id: kampala.key,
      role: 'AUTHENTICATED',
      organisation: 'kampala',
      scopes: ['read'],
    };
    for (const caller of [anonymous, key]) {
      const { data, errors } = await room.ask(caller)(
        '{ organisation(id: "kampala") { id } apiKeys { id } users { totalCount } }',
      );
      expect(data).toEqual({ organisation: null, apiKeys: null, users: null });
      expect(errors).toHaveLength(3);
    }
  });
});

describe('one’s own organisation', () => {
  const whole = `{ organisation(id: "kampala") { id name createdAt members { id email role status organisationRole organisation { id } }
    invitations { id email role createdAt expiresAt } } }`;

  it('shows its members to members, and its invitations to owners', async () => {
    const at = new Date(monday).toISOString();
    const members = ['member', 'owner'].map((name) => ({
      id: `kampala-${name}`,
      email: `kampala-${name}@example.org`,
      role: 'AUTHENTICATED',
      status: 'ACTIVE',
      organisationRole: name.toUpperCase(),
      organisation: { id: 'kampala' },
    }));
    const expiresAt = new Date(monday + 7 * 86_400_000).toISOString();
    const invitations = [
      { id: kampala.invitation, email: 'new@example.org', role: 'OWNER', createdAt: at, expiresAt },
    ];
    const organisation = { id: 'kampala', name: 'The kampala office', createdAt: at, members };
    const seenBy = async (who: Account) => (await room.as(who)(whole)).data.organisation;
    expect(await seenBy(people.kampalaMember)).toEqual({ ...organisation, invitations: [] });
    expect(await seenBy(people.kampalaOwner)).toEqual({ ...organisation, invitations });
    expect(await seenBy(people.admin)).toEqual({ ...organisation, invitations });
  });

  it('shows its keys to all its members, and an Admin those of all', async () => {
    const ids = async (who: Account, organisationId?: string) => {
      const { data } = await room.as(who)('query ($id: ID) { apiKeys(organisationId: $id) { id } }', {
        id: organisationId,
      });
      return data.apiKeys.map(({ id }: { id: string }) => id);
    };
    const { apiKey } = await ok(people.admin, createKey, {
      name: 'of none',
      scopes: ['INGEST'],
      organisationId: null,
    });
    expect(apiKey).toMatchObject({ organisation: null, createdBy: { id: 'admin' } });
    expect(await ids(people.kampalaMember)).toEqual([kampala.key]);
    expect((await ids(people.admin)).toSorted()).toEqual([kampala.key, apiKey.id].toSorted());
    expect(await ids(people.admin, 'kampala')).toEqual([kampala.key]);
    expect(await ids(people.admin, 'nowhere')).toEqual([]);
    expect(await ids(people.accraOwner)).toEqual([]);
    expect(await ids(people.stray)).toEqual([]);
  });

  it('is read in as many statements as there are kinds of things, however many there are', async () => {
    const statements: string[] = [];
    const { client } = ground.database;
    const counting = client.$extends({
      query: {
        $allOperations({ operation, args, query }) {
          statements.push(operation);
          return query(args);
        },
      },
    });
    const other = await openRoomBeside({ database: { ...ground.database, client: counting as never } });
    const asked = async (document: string): Promise<number> => {
      statements.length = 0;
      const { errors } = await other.as(people.admin)(document);
      expect(errors).toEqual([]);
      return statements.length;
    };
    expect(await asked('{ organisations { members { id organisation { id } } invitations { id } } }')).toBe(
      4,
    );
    expect(await asked('{ users { nodes { organisation { id } } totalCount } }')).toBe(3);
    expect(await asked('{ apiKeys { organisation { id } createdBy { id } } }')).toBe(3);
    await other.stop();
  });
});
