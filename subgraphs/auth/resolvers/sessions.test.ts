import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import type { AccessFact } from '@aqmrg/schema/events/access.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, documents } from '../testing/acts.ts';
import {
  callerWith,
  type Door,
  kidOf,
  openDoor,
  other,
  password,
  sessionOf,
} from '../testing/at-the-door.ts';
import { factsIn, monday } from '../testing/open-ground.ts';
import { openRoomBeside, settings } from '../testing/open-room.ts';

let door: Door;
let room: Door['room'];
let ground: Door['ground'];
let admin: Caller;

beforeAll(async () => {
  door = await openDoor();
  ({ room, ground, admin } = door);
});
afterAll(() => door.close());

const endsSaidOf = async (accountId: string): Promise<AccessFact[]> =>
  (await factsIn(ground.eventLog)).filter(
    (fact) => fact.kind === 'SessionRevoked' && fact.accountId === accountId,
  );

describe('a refresh', () => {
  it('goes on with another pair, once', async () => {
    const first = await door.signIn(await door.makePerson('rita'));
    const second = await door.refresh(first);
    expect(second).toMatchObject({ __typename: 'SignedIn', user: { email: 'rita@example.org' } });
    expect(sessionOf(second)).toBe(sessionOf(first));
    expect(await door.refresh(first)).toMatchObject({ __typename: 'Refused', reason: 'TOKEN_NOT_VALID' });
    expect(await door.refresh(second)).toMatchObject({ __typename: 'Refused', reason: 'TOKEN_NOT_VALID' });
    expect(await endsSaidOf(first.user.id)).toHaveLength(1);
  });
});

describe('many refreshes from one address at one moment', () => {
  it('all go on: none of them waits for the others to be counted', async () => {
    const strict = await openRoomBeside(ground, {}, { signInsPerMinute: 3 });
    const everybody = await Promise.all(
      ['uma', 'ugo', 'una', 'ute', 'ulla', 'ulf'].map(async (name) =>
        door.signIn(await door.makePerson(name)),
      ),
    );
    const outcomes = await Promise.all(
      everybody.map(({ refreshToken }) => act(strict.asStranger, 'refresh', { refreshToken })),
    );
    expect(outcomes.map(({ __typename }) => __typename)).toEqual(Array(6).fill('SignedIn'));
    for (let times = 0; times < 3; times += 1)
      expect(await act(strict.asStranger, 'refresh', { refreshToken: 'aqr_x' })).toMatchObject({
        reason: 'TOKEN_NOT_VALID',
      });
    expect(await act(strict.asStranger, 'refresh', { refreshToken: 'aqr_x' })).toMatchObject({
      __typename: 'LockedOut',
    });
    await strict.stop();
  });
});

describe('probe 44: twenty sign-ins in one request', () => {
  it('are twenty tries: five are looked at, the others are locked out', async () => {
    const email = await door.makePerson('alias');
    const aliases = Array.from(
      { length: 20 },
      (_, index) =>
        `try${index}: signIn(input: { email: "${email}", password: "guess number ${index}" }) { __typename }`,
    );
    const { data } = await room.ask(anonymous, '203.0.113.20')(`mutation { ${aliases.join(' ')} }`);
    const kinds = Object.values(data as Record<string, { __typename: string }>).map((one) => one.__typename);
    expect(kinds).toEqual([...Array(5).fill('Refused'), ...Array(15).fill('LockedOut')]);
    const right = await act(room.ask(anonymous, '203.0.113.20'), 'signIn', { email, password });
    expect(right).toMatchObject({ __typename: 'LockedOut', retryAfterSeconds: 900 });
    expect(right.message).toContain('15 minutes');
    expect(await door.signIn(email)).toMatchObject({ __typename: 'SignedIn' });
  });
});

describe('signing out', () => {
  it('ends the session of the token, and no other', async () => {
    const email = await door.makePerson('olga');
    const [here, elsewhere] = [await door.signIn(email), await door.signIn(email)];
    expect(await act(room.ask(callerWith(here)), 'signOut')).toEqual({ sessions: 1 });
    expect(await door.refresh(here)).toMatchObject({ reason: 'TOKEN_NOT_VALID' });
    expect(await door.refresh(elsewhere)).toMatchObject({ __typename: 'SignedIn' });
    expect(await endsSaidOf(here.user.id)).toMatchObject([{ sessionId: sessionOf(here) }]);
    expect(await act(room.ask(callerWith(here)), 'signOut')).toEqual({ sessions: 0 });
  });

  it('everywhere ends them all, this one too, and those of nobody else', async () => {
    const [email, bystander] = [await door.makePerson('omar'), await door.makePerson('bystander')];
    const all = [await door.signIn(email), await door.signIn(email), await door.signIn(email)];
    const theirs = await door.signIn(bystander);
    const here = callerWith(all[1]);
    expect(await act(room.ask(here), 'signOutEverywhere')).toEqual({ sessions: 3 });
    for (const one of all) expect(await door.refresh(one)).toMatchObject({ reason: 'TOKEN_NOT_VALID' });
    expect(await door.refresh(theirs)).toMatchObject({ __typename: 'SignedIn' });
  });

  it.each(['signOut', 'signOutEverywhere'] as const)(
    '%s is for people with an account alone',
    async (name) => {
      const { errors } = await room.asStranger(documents[name]);
      expect(errors[0].extensions.code).toBe('UNAUTHENTICATED');
      expect((await room.asService(documents[name])).errors[0].extensions.code).toBe('FORBIDDEN');
    },
  );
});

describe('the sessions of an account', () => {
  it('are listed for its owner, newest first, with which one asks', async () => {
    const email = await door.makePerson('lena');
    const first = await act(room.ask(anonymous, '192.0.2.10'), 'signIn', { email, password });
    room.clock.now += 60_000;
    const second = await act(room.ask(anonymous, '192.0.2.11'), 'signIn', { email, password });
    const me = '{ me { sessions { id isCurrent startedAt lastUsedAt expiresAt address } } }';
    const { data } = await room.ask(callerWith(first))(me);
    expect(data.me.sessions).toEqual([
      {
        id: sessionOf(second),
        isCurrent: false,
        startedAt: '2026-11-23T06:01:00.000Z',
        lastUsedAt: '2026-11-23T06:01:00.000Z',
        expiresAt: '2026-12-23T06:01:00.000Z',
        address: '192.0.2.11',
      },
      expect.objectContaining({ id: sessionOf(first), isCurrent: true, address: '192.0.2.10' }),
    ]);
    room.clock.now = monday;
  });

  it('are nobody else’s, also for an Admin', async () => {
    const signedIn = await door.signIn(await door.makePerson('nora'));
    const asked = await room.ask(admin)(
      `mutation { approveUser(input: { userId: "${signedIn.user.id}" }) { ... on UserChanged { user { id sessions { id } } } } }`,
    );
    expect(asked).toEqual({
      data: { approveUser: { user: { id: signedIn.user.id, sessions: [] } } },
      errors: [],
    });
  });
});

describe('an Admin who rotates the signing key', () => {
  it('is told which one signs, and until when the one before is taken', async () => {
    const signedIn = await door.signIn('admin@example.org');
    const rotated = await act(room.ask(admin), 'rotateSigningKey');
    expect(rotated.previousVerifiesUntil).toBe('2026-11-23T06:11:00.000Z');
    expect(kidOf(signedIn)).not.toBe(rotated.kid);
    expect(kidOf(await door.signIn('admin@example.org'))).toBe(rotated.kid);
  });
});

it('no secret of all that was done here stands in the audit log, and what is stored opens nothing', async () => {
  const { client } = ground.database;
  const canary = await door.signIn(await door.makePerson('canary'));
  await door.refresh(canary);
  const audit = JSON.stringify(await client.auditEntry.findMany());
  for (const secret of [
    password,
    other,
    canary.refreshToken,
    canary.accessToken,
    settings.setupToken,
    '$argon2',
    '@example',
  ])
    expect(audit).not.toContain(secret);
  const stored = JSON.stringify([
    await client.account.findMany(),
    await client.session.findMany(),
    await client.refreshToken.findMany(),
    await client.oneTimeToken.findMany(),
    await factsIn(ground.eventLog),
  ]);
  for (const secret of [password, other, 'aqr_', 'aqo_', canary.accessToken])
    expect(stored).not.toContain(secret);
});
