import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, documents } from '../testing/acts.ts';
import { callerWith, type Door, openDoor, other, password } from '../testing/at-the-door.ts';
import { monday } from '../testing/open-ground.ts';

const dayMs = 86_400_000;

let door: Door;
let room: Door['room'];
let ground: Door['ground'];
let admin: Caller;

beforeAll(async () => {
  door = await openDoor();
  ({ room, ground, admin } = door);
});
afterAll(() => door.close());

describe('changing a password', () => {
  const change = (caller: Caller, currentPassword: string, newPassword: string) => {
    return act(door.fromAnew(caller), 'changePassword', { currentPassword, newPassword });
  };

  it('needs the old one, and ends all other sessions', async () => {
    const email = await door.makePerson('carla');
    const [here, elsewhere] = [await door.signIn(email), await door.signIn(email)];
    const me = callerWith(here);
    expect(await change(me, 'not the old one', other)).toMatchObject({ reason: 'WRONG_CREDENTIALS' });
    expect(await change(me, password, other)).toEqual({ __typename: 'PasswordChanged', endedSessions: 1 });
    expect(await door.refresh(elsewhere)).toMatchObject({ reason: 'TOKEN_NOT_VALID' });
    expect(await door.refresh(here)).toMatchObject({ __typename: 'SignedIn' });
    expect(await door.signIn(email)).toMatchObject({ reason: 'WRONG_CREDENTIALS' });
    expect(await door.signIn(email, other)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('refuses one that would be guessed, and says so to who knows the old one alone', async () => {
    const me = callerWith(await door.signIn(await door.makePerson('clara')));
    expect(await change(me, password, 'clara is my name')).toMatchObject({
      __typename: 'InvalidInput',
      field: 'newPassword',
    });
    expect(await change(me, 'not the old one', 'short')).toMatchObject({ reason: 'WRONG_CREDENTIALS' });
  });

  it('locks out whoever guesses with a stolen token', async () => {
    const me = callerWith(await door.signIn(await door.makePerson('chris')));
    const guess = () =>
      act(room.ask(me, '203.0.113.30'), 'changePassword', { currentPassword: 'a guess', newPassword: other });
    const kinds: string[] = [];
    for (let count = 0; count < 6; count += 1) kinds.push((await guess()).__typename);
    expect(kinds).toEqual([...Array(5).fill('Refused'), 'LockedOut']);
  });

  it('at the same moment twice changes it once', async () => {
    const email = await door.makePerson('cora');
    const me = callerWith(await door.signIn(email));
    const [one, two] = ['nine swans at noon', 'ten herons at dusk'];
    const both = await Promise.all([change(me, password, one), change(me, password, two)]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['PasswordChanged', 'Refused']);
    const winner = both[0].__typename === 'PasswordChanged' ? one : two;
    expect(await door.signIn(email, winner)).toMatchObject({ __typename: 'SignedIn' });
  });
});

describe('setting a password anew', () => {
  const createReset = async (userId: string): Promise<{ token: string; expiresAt: string }> =>
    act(room.ask(admin), 'createPasswordReset', { userId });
  const reset = (token: string, newPassword = other) =>
    act(door.fromAnew(), 'resetPassword', { token, newPassword });

  it('with a token of an Admin ends all sessions, and frees who was locked out', async () => {
    const email = await door.makePerson('rosa');
    const signedIn = await door.signIn(email);
    for (let host = 0; host < 50; host += 1)
      await act(room.ask(anonymous, `198.51.100.${host}`), 'signIn', { email, password: 'a guess' });
    expect(await door.signIn(email)).toMatchObject({ __typename: 'LockedOut' });
    const { token, expiresAt } = await createReset(signedIn.user.id);
    expect(expiresAt).toBe('2026-11-24T06:00:00.000Z');
    expect(await reset(token, 'short')).toMatchObject({ __typename: 'InvalidInput', field: 'newPassword' });
    expect(await reset(token)).toEqual({ __typename: 'PasswordChanged', endedSessions: 1 });
    expect(await door.refresh(signedIn)).toMatchObject({ reason: 'TOKEN_NOT_VALID' });
    expect(await door.signIn(email, other)).toMatchObject({ __typename: 'SignedIn' });
    expect(await door.signIn(email)).toMatchObject({ reason: 'WRONG_CREDENTIALS' });
  });

  it('works once, for a day, and with the newest token alone', async () => {
    const email = await door.makePerson('ruth');
    const { id } = (await door.signIn(email)).user;
    const [older, newer] = [await createReset(id), await createReset(id)];
    expect(await reset(older.token)).toMatchObject({ reason: 'TOKEN_NOT_VALID' });
    const all = await Promise.all([reset(newer.token), reset(newer.token), reset(newer.token)]);
    expect(all.filter(({ __typename }) => __typename === 'PasswordChanged')).toHaveLength(1);
    const late = await createReset(id);
    room.clock.now += dayMs;
    expect(await reset(late.token)).toMatchObject({ reason: 'TOKEN_NOT_VALID' });
    room.clock.now = monday;
  });

  it('is void once the password was changed by its owner', async () => {
    const email = await door.makePerson('rhea');
    const signedIn = await door.signIn(email);
    const { token } = await createReset(signedIn.user.id);
    const ask = room.ask(callerWith(signedIn));
    await act(ask, 'changePassword', { currentPassword: password, newPassword: other });
    expect(await reset(token, 'nine swans at noon')).toMatchObject({ reason: 'TOKEN_NOT_VALID' });
  });

  it('does not let a suspended account in', async () => {
    const email = await door.makePerson('ralf');
    const { id } = (await door.signIn(email)).user;
    const { token } = await createReset(id);
    await ground.database.client.account.update({ where: { id }, data: { status: 'SUSPENDED' } });
    expect(await reset(token)).toMatchObject({ __typename: 'PasswordChanged' });
    expect(await door.signIn(email, other)).toMatchObject({ reason: 'WRONG_CREDENTIALS' });
  });

  it.each(['', 'x', `aqo_${'A'.repeat(43)}`])('with %j is refused', async (token) => {
    expect(await reset(token)).toMatchObject({ __typename: 'Refused', reason: 'TOKEN_NOT_VALID' });
  });

  it('is for accounts that there are, and tokens are made by Admins alone', async () => {
    for (const userId of ['nobody', '', '\0', "' OR 1=1 --"])
      expect(await act(room.ask(admin), 'createPasswordReset', { userId })).toMatchObject({
        reason: 'NOT_FOUND',
      });
    const person = callerWith(await door.signIn(await door.makePerson('rick')));
    const { errors } = await room.ask(person)(documents.createPasswordReset, { input: { userId: admin.id } });
    expect(errors[0].extensions.code).toBe('FORBIDDEN');
  });
});
