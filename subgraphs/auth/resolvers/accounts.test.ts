import { makeSecret } from '@aqmrg/platform/access/secret-text.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import { anonymous } from '@aqmrg/platform/caller.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../domain/account.ts';
import { openInvitations } from '../store/invitations.ts';
import { act, ana } from '../testing/acts.ts';
import { monday, openGround } from '../testing/open-ground.ts';
import { openRoom, openRoomBeside, settings, type TestRoom } from '../testing/open-room.ts';
import { addAccount, addOrganisations, callerOf } from '../testing/people.ts';

const dayMs = 86_400_000;
const token = settings.setupToken;
const other = 'eight ponies on ice';

type TestGround = Awaited<ReturnType<typeof openGround>>;
let hosts = 0;
/** Asks from an address of its own, so that no lock-out has a say. */
const asked = (room: TestRoom, caller: Caller = anonymous) => {
  hosts += 1;
  return room.ask(caller, `2001:db8:${hosts.toString(16)}::1`);
};
const idOf = async (ground: TestGround, email: string): Promise<string | undefined> =>
  (await ground.database.client.account.findUnique({ where: { email } }))?.id;
const actionsIn = async (ground: TestGround): Promise<string[]> =>
  (await ground.database.client.auditEntry.findMany({ orderBy: { number: 'asc' } })).map(
    ({ action }) => action,
  );

describe('set-up', () => {
  let ground: TestGround;
  let room: TestRoom;
  beforeAll(async () => {
    ground = await openGround();
    room = await openRoom(ground);
  });
  afterAll(async () => {
    await room.stop();
    await ground.close();
  });

  it('needs the token, whole', async () => {
    for (const wrong of ['', 'x', token.slice(0, -1), `${token}.`, token.toUpperCase()])
      expect(await act(asked(room), 'setUp', { ...ana, token: wrong })).toMatchObject({
        __typename: 'Refused',
        reason: 'TOKEN_NOT_VALID',
      });
    expect(await ground.database.client.account.count()).toBe(0);
  });

  it('says which field cannot be taken, to who has the token alone', async () => {
    const wrong = { ...ana, token, password: 'short' };
    expect(await act(asked(room), 'setUp', wrong)).toMatchObject({
      __typename: 'InvalidInput',
      field: 'password',
    });
    expect(await act(asked(room), 'setUp', { ...wrong, token: 'x' })).toMatchObject({
      __typename: 'Refused',
    });
  });

  it('stops who guesses at the token', async () => {
    const guess = () => act(room.ask(anonymous, '203.0.113.9'), 'setUp', { ...ana, token: 'a guess' });
    const all = await Promise.all(Array.from({ length: 51 }, guess));
    expect(all.filter(({ __typename }) => __typename === 'LockedOut')).toHaveLength(1);
  });

  it('at the same moment by many makes one Admin, who is signed in', async () => {
    const names = ['ana', 'ben', 'cleo', 'dora', 'emil'];
    const all = await Promise.all(
      names.map((name) => act(asked(room), 'setUp', { ...ana, token, email: `${name}@example.org` })),
    );
    const [won, ...others] = all.sort((a, b) => (a.__typename < b.__typename ? 1 : -1));
    expect(won).toMatchObject({ user: { role: 'ADMIN', status: 'ACTIVE', name: 'Ana' } });
    expect(others.map(({ reason }) => reason)).toEqual(others.map(() => 'ALREADY_SET_UP'));
    expect(await ground.database.client.account.count()).toBe(1);
    const signedIn = await act(asked(room), 'signIn', { email: won.user.email, password: ana.password });
    expect(signedIn.user.id).toBe(won.user.id);
  });

  it('is over once there is an Admin, with the right token, too', async () => {
    const again = { ...ana, token, email: 'zoe@example.org' };
    expect(await act(asked(room), 'setUp', again)).toMatchObject({ reason: 'ALREADY_SET_UP' });
    expect(await act(asked(room), 'setUp', { ...again, token: 'x' })).toMatchObject({
      reason: 'TOKEN_NOT_VALID',
    });
    expect(await actionsIn(ground)).toContain('set-up');
  });
});

describe('set-up where somebody has asked for an account with that address before', () => {
  it('makes the Admin all the same, and the password of who asked opens nothing', async () => {
    const ground = await openGround();
    const room = await openRoom(ground);
    await act(asked(room), 'signUp', { ...ana, name: 'Mallory', password: other });
    expect(await act(asked(room), 'setUp', { ...ana, token })).toMatchObject({
      user: { name: 'Ana', role: 'ADMIN' },
    });
    expect(await act(asked(room), 'signIn', { email: ana.email, password: other })).toMatchObject({
      reason: 'WRONG_CREDENTIALS',
    });
    await room.stop();
    await ground.close();
  });
});

describe('sign-up', () => {
  let ground: TestGround;
  let room: TestRoom;
  let owner: Account;
  beforeAll(async () => {
    ground = await openGround();
    room = await openRoom(ground);
    await addOrganisations(ground.database, 'gulu');
    owner = await addAccount(ground.database, {
      id: 'owner',
      organisationId: 'gulu',
      organisationRole: 'OWNER',
    });
  });
  afterAll(async () => {
    await room.stop();
    await ground.close();
  });

  const invite = async (email: string | null = null): Promise<string> => {
    const { text, sha256 } = makeSecret('aqo_');
    const invitation = {
      id: `invitation-${sha256.slice(0, 8)}`,
      organisationId: 'gulu',
      email,
      role: 'MEMBER' as const,
      createdById: owner.id,
      createdAt: monday,
      expiresAt: monday + 7 * dayMs,
    };
    await openInvitations(ground.database).add(invitation, sha256);
    return text;
  };
  const signUp = (input: Record<string, unknown>, at = room) =>
    act(asked(at), 'signUp', { ...ana, ...input });

  it('makes an account that waits, and cannot sign in', async () => {
    expect(await signUp({ email: 'Pia@Example.org' })).toEqual({
      __typename: 'SignUpReceived',
      status: 'PENDING',
    });
    const [row] = await ground.database.client.account.findMany({ where: { email: 'pia@example.org' } });
    expect(row).toMatchObject({ status: 'PENDING', role: 'AUTHENTICATED', organisationId: null });
    expect(
      await act(asked(room), 'signIn', { email: 'pia@example.org', password: ana.password }),
    ).toMatchObject({
      reason: 'WRONG_CREDENTIALS',
    });
  });

  it('probe 44: of an address that has an account is answered like any other, and changes nothing', async () => {
    await signUp({ email: 'quinn@example.org' });
    const before = await ground.database.client.account.findUnique({ where: { email: 'quinn@example.org' } });
    const again = await signUp({ email: 'QUINN@example.org', name: 'Mallory', password: other });
    expect(again).toEqual(await signUp({ email: 'somebody-new@example.org' }));
    expect(
      await ground.database.client.account.findUnique({ where: { email: 'quinn@example.org' } }),
    ).toEqual(before);
    expect(await actionsIn(ground)).toContain('sign-up-again');
  });

  it('at the same moment with one address makes one account', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => signUp({ email: 'rush@example.org' })));
    expect(all).toEqual(all.map(() => ({ __typename: 'SignUpReceived', status: 'PENDING' })));
    expect(await ground.database.client.account.count({ where: { email: 'rush@example.org' } })).toBe(1);
  });

  it.each([
    [{ email: 'no address' }, 'email'],
    [{ name: ' ' }, 'name'],
    [{ name: 'A\u202en' }, 'name'],
    [{ password: 'short' }, 'password'],
    [{ email: 'lorries@example.org' }, 'password'],
  ])('of %j names the field at fault', async (input, field) => {
    expect(await signUp(input)).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('with an invitation makes an account that may sign in, in the organisation, once', async () => {
    const invitation = await invite();
    expect(await signUp({ email: 'ida@example.org', invitation })).toMatchObject({ status: 'ACTIVE' });
    const signedIn = await act(asked(room), 'signIn', { email: 'ida@example.org', password: ana.password });
    expect(signedIn.user).toMatchObject({ organisationRole: 'MEMBER', role: 'AUTHENTICATED' });
    const [, payload = ''] = signedIn.accessToken.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      org: 'gulu',
      orl: 'MEMBER',
    });
    expect(await signUp({ email: 'eve@example.org', invitation })).toMatchObject({
      reason: 'TOKEN_NOT_VALID',
    });
    expect(await idOf(ground, 'eve@example.org')).toBe(undefined);
  });

  it('with an invitation at the same moment by many makes one account', async () => {
    const invitation = await invite();
    const all = await Promise.all(
      [1, 2, 3, 4].map((index) => signUp({ email: `race-${index}@example.org`, invitation })),
    );
    expect(all.filter(({ status }) => status === 'ACTIVE')).toHaveLength(1);
    expect(await ground.database.client.account.count({ where: { email: { startsWith: 'race-' } } })).toBe(1);
  });

  it('with the invitation of another address, a late one or none of ours is refused', async () => {
    const bound = await invite('jo@example.org');
    expect(await signUp({ email: 'eve@example.org', invitation: bound })).toMatchObject({
      reason: 'TOKEN_NOT_VALID',
    });
    expect(await signUp({ email: 'Jo@example.org', invitation: bound })).toMatchObject({ status: 'ACTIVE' });
    for (const invitation of ['', 'x', makeSecret('aqo_').text])
      expect(await signUp({ email: 'eve@example.org', invitation })).toMatchObject({
        reason: 'TOKEN_NOT_VALID',
      });
    const late = await invite();
    room.clock.now += 7 * dayMs;
    expect(await signUp({ email: 'eve@example.org', invitation: late })).toMatchObject({
      reason: 'TOKEN_NOT_VALID',
    });
    room.clock.now = monday;
  });

  it('with an invitation of an address that has an account is answered alike, changes nothing and uses the invitation up', async () => {
    const ofQuinn = await invite('quinn@example.org');
    expect(await signUp({ email: 'quinn@example.org', invitation: ofQuinn })).toMatchObject({
      status: 'ACTIVE',
    });
    const stored = () => ground.database.client.account.findMany({ where: { email: 'quinn@example.org' } });
    const before = await stored();
    const invitation = await invite();
    expect(await signUp({ email: 'quinn@example.org', password: other, invitation })).toMatchObject({
      status: 'ACTIVE',
    });
    expect(await stored()).toEqual(before);
    expect(await signUp({ email: 'new-one@example.org', invitation })).toMatchObject({
      reason: 'TOKEN_NOT_VALID',
    });
  });

  it('with an invitation takes the place of whoever asked for an account with this address and was not let in', async () => {
    await signUp({ email: 'rosa@example.org', name: 'A squatter' });
    const invitation = await invite('rosa@example.org');
    await signUp({ email: 'rosa@example.org', name: 'Rosa', password: other, invitation });
    const rows = await ground.database.client.account.findMany({ where: { email: 'rosa@example.org' } });
    expect(rows).toMatchObject([{ name: 'Rosa', status: 'ACTIVE', organisationId: 'gulu' }]);
  });

  it('is closed to who has no invitation, or to everybody, as SIGN_UP says', async () => {
    const byInvitation = await openRoomBeside(ground, { signUp: 'invitation' });
    expect(await signUp({ email: 'una@example.org' }, byInvitation)).toMatchObject({
      reason: 'SIGN_UP_CLOSED',
    });
    const invitation = await invite();
    expect(await signUp({ email: 'una@example.org', invitation }, byInvitation)).toMatchObject({
      status: 'ACTIVE',
    });
    const off = await openRoomBeside(ground, { signUp: 'off' });
    const unused = await invite();
    for (const invitation of [undefined, unused])
      expect(await signUp({ email: 'vera@example.org', invitation }, off)).toMatchObject({
        reason: 'SIGN_UP_CLOSED',
      });
    expect(await idOf(ground, 'vera@example.org')).toBe(undefined);
    await byInvitation.stop();
    await off.stop();
  });

  it('from one address is for twenty in an hour', async () => {
    const ask = room.ask(anonymous, '203.0.113.5');
    const kinds: string[] = [];
    for (let count = 0; count < 21; count += 1)
      kinds.push((await act(ask, 'signUp', { ...ana, email: `mass-${count}@example.org` })).__typename);
    expect(kinds.indexOf('LockedOut')).toBe(20);
  });
});

describe('me', () => {
  it('is who has the token, and nobody for strangers, keys and services', async () => {
    const ground = await openGround();
    const room = await openRoom(ground);
    const account = await addAccount(ground.database, { id: 'ana' });
    const me = '{ me { id email sessions { id isCurrent } } }';
    expect(await room.as(account)(me)).toEqual({
      data: { me: { id: 'ana', email: 'ana@example.org', sessions: [] } },
      errors: [],
    });
    const key: Caller = { ...callerOf(account), kind: 'key', session: null, scopes: ['read'] };
    for (const ask of [room.asStranger, room.asService, room.ask(key)])
      expect(await ask(me)).toEqual({ data: { me: null }, errors: [] });
    await room.stop();
    await ground.close();
  });
});
