import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../domain/account.ts';
import { openGround } from '../testing/open-ground.ts';
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

const types = {
  approveUser: 'ApproveUserInput',
  suspendUser: 'SuspendUserInput',
  setRole: 'SetRoleInput',
  setMembership: 'SetMembershipInput',
  changeMember: 'ChangeMemberInput',
};
const act = async (who: Account, name: keyof typeof types, input: Record<string, unknown>) => {
  const document = `mutation ($input: ${types[name]}!) { it: ${name}(input: $input) { __typename
    ... on UserChanged { user { id status role organisation { id } organisationRole } } ... on Refused { reason message } } }`;
  const { data, errors } = await room.as(who)(document, { input });
  return errors[0] ?? data.it;
};
const user = (id: string) => addAccount(ground.database, { id });

describe('the administration of accounts', () => {
  it('lets in, shuts out, raises and places', async () => {
    await addAccount(ground.database, { id: 'newcomer', status: 'PENDING' });
    const changed = (changes: object) => ({
      __typename: 'UserChanged',
      user: {
        id: 'newcomer',
        status: 'ACTIVE',
        role: 'AUTHENTICATED',
        organisation: null,
        organisationRole: null,
        ...changes,
      },
    });
    const userId = 'newcomer';
    expect(await act(people.admin, 'approveUser', { userId })).toEqual(changed({}));
    expect(await act(people.admin, 'setRole', { userId, role: 'ADMIN' })).toEqual(changed({ role: 'ADMIN' }));
    expect(await act(people.admin, 'setRole', { userId, role: 'AUTHENTICATED' })).toEqual(changed({}));
    const inAccra = { organisation: { id: 'accra' }, organisationRole: 'MEMBER' };
    expect(await act(people.admin, 'setMembership', { userId, organisationId: 'accra' })).toEqual(
      changed(inAccra),
    );
    const asOwner = { ...inAccra, organisationRole: 'OWNER' };
    expect(await act(people.accraOwner, 'changeMember', { userId, role: 'OWNER' })).toEqual(changed(asOwner));
    expect(await act(people.admin, 'suspendUser', { userId })).toEqual(
      changed({ ...asOwner, status: 'SUSPENDED' }),
    );
    expect(await act(people.admin, 'setMembership', { userId })).toEqual(changed({ status: 'SUSPENDED' }));
  });

  it('is refused with a reason', async () => {
    expect(await act(people.admin, 'suspendUser', { userId: 'admin' })).toMatchObject({ reason: 'YOURSELF' });
    expect(await act(people.admin, 'setRole', { userId: 'admin', role: 'AUTHENTICATED' })).toMatchObject({
      __typename: 'Refused',
      reason: 'LAST_ONE',
    });
    expect(await act(people.admin, 'approveUser', { userId: 'nobody' })).toMatchObject({
      reason: 'NOT_FOUND',
    });
    expect(await act(people.accraOwner, 'changeMember', { userId: 'accra-owner', role: null })).toMatchObject(
      {
        reason: 'LAST_ONE',
      },
    );
  });

  it('is for Admins, and for owners what is theirs', async () => {
    const forbidden = { extensions: { code: 'FORBIDDEN' } };
    const userId = (await user('victim')).id;
    for (const who of [people.accraOwner, people.accraMember, people.stray]) {
      expect(await act(who, 'approveUser', { userId })).toMatchObject(forbidden);
      expect(await act(who, 'suspendUser', { userId })).toMatchObject(forbidden);
      expect(await act(who, 'setRole', { userId, role: 'ADMIN' })).toMatchObject(forbidden);
      expect(await act(who, 'setMembership', { userId, organisationId: 'accra' })).toMatchObject(forbidden);
    }
    expect(
      await act(people.accraMember, 'changeMember', { userId: 'accra-owner', role: null }),
    ).toMatchObject(forbidden);
  });

  it('throws nobody out by a field that was forgotten', async () => {
    expect(await act(people.accraOwner, 'changeMember', { userId: 'accra-member' })).toMatchObject({
      extensions: { code: 'BAD_INPUT', field: 'input.role' },
    });
  });
});

describe('the list of accounts', () => {
  const list = `query ($filter: UserFilter, $first: Int, $after: Cursor) { users(filter: $filter, first: $first, after: $after) {
    totalCount edges { cursor node { id } } nodes { id email } pageInfo { hasNextPage endCursor } } }`;
  const ask = async (variables: Record<string, unknown>) =>
    (await room.as(people.admin)(list, variables)).data.users;

  it('is read page by page, each account once', async () => {
    const ids: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await ask({ first: 2, after });
      expect(page.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(
        page.nodes.map(({ id }: { id: string }) => id),
      );
      expect(page.edges.at(-1).cursor).toBe(page.pageInfo.endCursor);
      ids.push(...page.nodes.map(({ id }: { id: string }) => id));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) {
        expect(ids).toHaveLength(page.totalCount);
        break;
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('admin');
  });

  it('is filtered', async () => {
    const found = await ask({ filter: { organisationId: 'kampala', text: 'OWNER@' } });
    expect(found).toMatchObject({ totalCount: 1, nodes: [{ id: 'kampala-owner' }] });
    expect(await ask({ filter: { text: 'nobody at all' } })).toMatchObject({
      totalCount: 0,
      nodes: [],
      pageInfo: { endCursor: null },
    });
  });

  it('takes its own cursors alone, and pages of 1 to 500', async () => {
    const audit = await room.as(people.admin)('{ auditLog(first: 1) { pageInfo { endCursor } } }');
    const wrong = [
      { after: audit.data.auditLog.pageInfo.endCursor },
      { after: 'x' },
      { first: 0 },
      { first: 501 },
    ];
    for (const variables of wrong) {
      const { errors } = await room.as(people.admin)(list, variables);
      expect(errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', field: Object.keys(variables)[0] });
    }
  });
});
