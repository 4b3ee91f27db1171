import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Grant, GrantEnd, Identity } from '../../access/identity.ts';
import { openIdentity } from '../../access/open-identity.ts';
import { issueKey, tellNews } from '../../access/testing/auth-news.ts';
import { issuer, makeSigner } from '../../access/testing/tokens.ts';
import { anonymous } from '../../caller.ts';
import { AirError } from '../../errors/air-error.ts';
import { makeFeed, openSockets } from './testing/open-sockets.ts';
import { connect, introduce, subscribe, toldTo, until, type Wire } from './testing/wire.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Sockets whose clients are judged by what auth tells. */
const serve = async (lifetimeMs = 600_000) => {
  const auth = tellNews();
  const signer = makeSigner();
  auth.say({ kind: 'SigningKeys', keys: [signer.said] });
  let up = 0;
  const identity = openIdentity({
    listen: auth.listen,
    issuer,
    now: Date.now,
    uptime: () => up,
    log: pino({ level: 'silent' }),
  });
  const feeds: ReturnType<typeof makeFeed>[] = [];
  const watching = new Set<object>();
  const served = await openSockets({
    authenticate: (params) => identity.authenticate(params?.authorization as string | undefined),
    onEnd(grant, listener) {
      const mark = {};
      watching.add(mark);
      const stop = identity.onEnd(grant, (why) => {
        watching.delete(mark);
        listener(why);
      });
      return () => {
        watching.delete(mark);
        stop();
      };
    },
    async subscribe() {
      const feed = makeFeed();
      feeds.push(feed);
      return feed.stream;
    },
  });
  ends.push(auth.close, identity.close, served.close);
  await expect
    .poll(() =>
      identity.ready().then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  const token = async (...args: Parameters<typeof signer.token>) =>
    `Bearer ${await signer.token(args[0], args[1] ?? Date.now(), args[2] ?? lifetimeMs)}`;
  return {
    ...served,
    auth,
    feeds,
    token,
    watching: () => watching.size,
    wait(ms: number) {
      up += ms;
    },
    /** A client of Ada's with one subscription that has begun. */
    async follow(authorization?: string) {
      const wire = await introduce(served.url, authorization === undefined ? undefined : { authorization });
      const before = feeds.length;
      wire.say(subscribe('1', 'subscription { it }'));
      await until(() => feeds.length > before);
      return { wire, feed: feeds[before] as (typeof feeds)[number] };
    },
  };
};
const endOfSession = {
  kind: 'SessionRevoked',
  sessionId: 'session-1',
  accountId: 'ada',
  revokedAt: 0,
  until: 1e15,
} as const;

/** Shows another token; resolves with what is said to it. */
const renew = async (wire: Wire, authorization: unknown): Promise<Record<string, unknown>> => {
  const before = wire.messages.length;
  wire.say({ type: 'ping', payload: { authorization } });
  const isAnswer = ({ type, payload }: Wire['messages'][number]) => type === 'pong' && payload?.authorization;
  await until(() => wire.messages.slice(before).some(isAnswer));
  return wire.messages.slice(before).find(isAnswer)?.payload.authorization;
};

describe('probe 31: a client that introduces itself', () => {
  it('is told until when its token is good', async () => {
    const { url, token } = await serve();
    const wire = await introduce(url, { authorization: await token() });
    const { authorization } = wire.messages[0]?.payload ?? {};
    expect(authorization.accepted).toBe(true);
    expect(Math.abs(Date.parse(authorization.expiresAt) - Date.now() - 600_000)).toBeLessThan(5_000);
    expect(Math.abs(authorization.expiresInMs - 600_000)).toBeLessThan(5_000);
  });

  it('as nobody is told nothing, and watched by nobody', async () => {
    const { url, watching } = await serve();
    const wire = await introduce(url);
    expect(wire.messages).toEqual([{ type: 'connection_ack' }]);
    expect(watching()).toBe(0);
  });

  type MakeToken = Awaited<ReturnType<typeof serve>>['token'];
  it.each<[string, (token: MakeToken) => Promise<string>, string]>([
    ['a wrong token', async () => 'Bearer wrong', 'Forbidden'],
    ['an empty one', async () => '', 'Forbidden'],
    ['a token of another key', async () => `Bearer ${await makeSigner().token()}`, 'Forbidden'],
    ['an expired token', (token) => token({}, Date.now() - 600_001), 'the token expired'],
  ])('with %s is closed with 4403, and nothing is answered', async (_what, make, reason) => {
    const { url, token, asked } = await serve();
    const wire = await connect(url);
    wire.say({ type: 'connection_init', payload: { authorization: await make(token) } });
    expect(await wire.closed).toEqual({ code: 4403, reason });
    expect(wire.messages).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('while sign-ins cannot be checked is closed with 1013; strangers are let in', async () => {
    const { url, token, auth, wait } = await serve();
    auth.leave();
    wait(5_000);
    const wire = await connect(url);
    wire.say({ type: 'connection_init', payload: { authorization: await token() } });
    expect(await wire.closed).toEqual({ code: 1013, reason: 'sign-ins cannot be checked' });
    await introduce(url);
  });

  it('asks nothing before it is let in, however long that takes', async () => {
    let letIn: (grant: Grant) => void = () => undefined;
    const { url, asked, close } = await openSockets({
      authenticate: () =>
        new Promise((resolve) => {
          letIn = resolve;
        }),
    });
    ends.push(close);
    const wire = await connect(url);
    wire.say({ type: 'connection_init', payload: { authorization: 'slow' } });
    wire.say(subscribe('1', '{ it }'));
    expect((await wire.closed).code).toBe(4401);
    letIn({ caller: anonymous, expiresAt: null });
    await setTimeout(20);
    expect(wire.messages).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('and leaves before it is let in is watched by nobody', async () => {
    let letIn: (grant: Grant) => void = () => undefined;
    let watched = 0;
    const { url, closedWith, close } = await openSockets({
      authenticate: () =>
        new Promise((resolve) => {
          letIn = resolve;
        }),
      onEnd() {
        watched += 1;
        return () => undefined;
      },
    });
    ends.push(close);
    const wire = await connect(url);
    wire.say({ type: 'connection_init', payload: { authorization: 'slow' } });
    await setTimeout(20);
    wire.socket.terminate();
    await until(() => closedWith.length === 1);
    letIn({ caller: { ...anonymous, kind: 'user', id: 'ada' }, expiresAt: null });
    await setTimeout(20);
    expect(watched).toBe(0);
  });

  it('too often is told so', async () => {
    const { url, close } = await openSockets({
      async authenticate() {
        throw new AirError('RATE_LIMITED', 'Too many.');
      },
    });
    ends.push(close);
    const wire = await connect(url);
    wire.say({ type: 'connection_init' });
    expect(await wire.closed).toEqual({ code: 1013, reason: 'Too many.' });
  });
});

describe('probes 32 and 33: an open socket', () => {
  it('closes with 4403 when its token expires, in the middle of a subscription', async () => {
    const { follow, token, watching } = await serve(2_000);
    const stranger = await follow();
    const { wire, feed } = await follow(await token());
    feed.push({ data: { it: 1 } });
    await until(() => toldTo(wire, '1').length === 1);
    expect(await wire.closed).toEqual({ code: 4403, reason: 'the token expired' });
    await until(feed.isReturned);
    expect(watching()).toBe(0);
    expect(stranger.wire.socket.readyState).toBe(stranger.wire.socket.OPEN);
  });

  it('closes with 4403 when its session is revoked, well within 5 s; those of others stay', async () => {
    const { follow, token, auth } = await serve();
    const [mine, others] = [
      await follow(await token()),
      await follow(await token({ accountId: 'bo', sessionId: 'session-2' })),
    ];
    const began = performance.now();
    auth.say(endOfSession);
    expect(await mine.wire.closed).toEqual({ code: 4403, reason: 'the session was revoked' });
    expect(performance.now() - began).toBeLessThan(1_000);
    await until(mine.feed.isReturned);
    others.feed.push({ data: { it: 1 } });
    await until(() => toldTo(others.wire, '1').length === 1);
  });

  it('closes with 4403 when its key is revoked', async () => {
    const { follow, auth, url } = await serve();
    const { key, fact } = issueKey();
    auth.say(fact);
    const authorization = `Bearer ${key}`;
    await expect
      .poll(() =>
        introduce(url, { authorization }).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    const { wire } = await follow(authorization);
    auth.say({ kind: 'KeyRevoked', keyId: fact.keyId, revokedAt: 1 });
    expect(await wire.closed).toEqual({ code: 4403, reason: 'the key was revoked' });
  });

  it('closes with 1013 when sign-ins cannot be checked any more; those of strangers stay', async () => {
    const { follow, token, auth, wait } = await serve();
    const [stranger, mine] = [await follow(), await follow(await token())];
    auth.leave();
    wait(5_000);
    expect(await mine.wire.closed).toEqual({ code: 1013, reason: 'sign-ins cannot be checked' });
    expect(stranger.wire.socket.readyState).toBe(stranger.wire.socket.OPEN);
  });

  it('that was left is watched no more', async () => {
    const { follow, token, watching } = await serve();
    const { wire } = await follow(await token());
    expect(watching()).toBe(1);
    wire.socket.terminate();
    await until(() => watching() === 0);
  });
});

describe('another token in the place of the one there is', () => {
  it('keeps the socket and its subscriptions past the end of the first, without loss', async () => {
    const { follow, token, watching } = await serve();
    const { wire, feed } = await follow(await token({}, Date.now(), 1_500));
    let sent = 0;
    const pushing = setInterval(() => {
      sent += 1;
      feed.push({ data: { it: sent } });
    }, 10);
    ends.push(() => clearInterval(pushing));
    const answer = await renew(wire, await token());
    expect(answer).toMatchObject({ accepted: true });
    expect(Math.abs(Date.parse(String(answer.expiresAt)) - Date.now() - 600_000)).toBeLessThan(5_000);
    await setTimeout(2_500);
    clearInterval(pushing);
    await until(() => toldTo(wire, '1').length === sent);
    expect(toldTo(wire, '1')).toEqual(Array.from({ length: sent }, (_, index) => ({ it: index + 1 })));
    expect(wire.socket.readyState).toBe(wire.socket.OPEN);
    expect(watching()).toBe(1);
    wire.socket.terminate();
    await until(() => watching() === 0);
  });

  it('ends when that one does, or its session', async () => {
    const { follow, token, auth } = await serve();
    const [brief, revoked] = [await follow(await token()), await follow(await token())];
    await renew(brief.wire, await token({}, Date.now(), 1_000));
    expect(await brief.wire.closed).toEqual({ code: 4403, reason: 'the token expired' });
    await renew(revoked.wire, await token());
    auth.say(endOfSession);
    expect(await revoked.wire.closed).toEqual({ code: 4403, reason: 'the session was revoked' });
  });

  it.each([
    ['another account', { accountId: 'bo' }],
    ['another session', { sessionId: 'session-2' }],
    ['another role', { role: 'ADMIN' as const }],
    ['another organisation', { organisation: 'village' }],
    ['another place in the organisation', { organisationRole: 'MEMBER' as const }],
  ])('is refused where it is of %s, and what there is goes on', async (_what, other) => {
    const { follow, token, asked } = await serve();
    const { wire, feed } = await follow(await token());
    expect(await renew(wire, await token(other))).toMatchObject({ accepted: false, code: 'FORBIDDEN' });
    feed.push({ data: { it: 1 } });
    wire.say(subscribe('2', '{ it }'));
    await wire.seen(({ id, type }) => id === '2' && type === 'complete');
    expect(asked.at(-1)?.request.caller).toMatchObject({
      id: 'ada',
      role: 'AUTHENTICATED',
      organisation: 'city',
    });
    expect(toldTo(wire, '1')).toEqual([{ it: 1 }]);
  });

  it.each([
    ['wrong', 'Bearer wrong', 'UNAUTHENTICATED'],
    ['no text', { toString: 'Bearer', valueOf: 'Bearer' }, 'UNAUTHENTICATED'],
    ['a list', ['Bearer wrong'], 'UNAUTHENTICATED'],
    ['nothing', null, 'UNAUTHENTICATED'],
  ])('is refused where it is %s, and told nowhere', async (_what, authorization, code) => {
    const { follow, token } = await serve();
    const { wire } = await follow(await token());
    expect(await renew(wire, authorization)).toEqual({
      accepted: false,
      code,
      message: 'This token is not valid.',
    });
    expect(wire.socket.readyState).toBe(wire.socket.OPEN);
  });

  it('is refused where it has expired already', async () => {
    const { follow, token } = await serve();
    const { wire } = await follow(await token());
    const old = await token({}, Date.now() - 700_000);
    expect(await renew(wire, old)).toMatchObject({ accepted: false, code: 'TOKEN_EXPIRED' });
  });

  it('makes nobody of a stranger, nor of who is not let in yet', async () => {
    const { follow, url, token, asked } = await serve();
    const { wire } = await follow();
    expect(await renew(wire, await token())).toMatchObject({ accepted: false, code: 'FORBIDDEN' });
    wire.say(subscribe('2', '{ it }'));
    await wire.seen(({ id, type }) => id === '2' && type === 'complete');
    expect(asked.at(-1)?.request.caller.kind).toBe('anonymous');
    const early = await connect(url);
    expect(await renew(early, await token())).toMatchObject({ accepted: false });
    early.say(subscribe('1', '{ it }'));
    expect((await early.closed).code).toBe(4401);
  });

  it('is looked at one at a time', async () => {
    const answers: ((grant: Grant) => void)[] = [];
    const grant: Grant = { caller: { ...anonymous, kind: 'user', id: 'ada' }, expiresAt: null };
    const { url, close } = await openSockets({
      authenticate: (params) =>
        params?.authorization === 'first' ? grant : new Promise((resolve) => answers.push(resolve)),
    });
    ends.push(close);
    const wire = await introduce(url, { authorization: 'first' });
    for (let i = 0; i < 5; i += 1) wire.say({ type: 'ping', payload: { authorization: 'next' } });
    await until(() => wire.messages.length === 5);
    expect(answers).toHaveLength(1);
    for (const { payload } of wire.messages.slice(1))
      expect(payload.authorization).toMatchObject({ accepted: false, code: 'CONFLICT' });
    answers[0]?.(grant);
    await until(() => wire.messages.length === 6);
    expect(wire.messages.at(-1)?.payload).toMatchObject({
      authorization: { accepted: true, expiresAt: null },
    });
  });

  it('costs its sender something where it is refused, and closes the socket of who has nothing left', async () => {
    const grant: Grant = { caller: { ...anonymous, kind: 'user', id: 'ada' }, expiresAt: null };
    const charged: string[] = [];
    const { url, close } = await openSockets({
      authenticate(params) {
        if (params?.authorization === 'good') return grant;
        throw new AirError('UNAUTHENTICATED', 'This token is not valid.');
      },
      async onRefused({ id }) {
        charged.push(id);
        if (charged.length > 2) throw new AirError('RATE_LIMITED', 'Too many.');
      },
    });
    ends.push(close);
    const wire = await introduce(url, { authorization: 'good' });
    expect(await renew(wire, 'good')).toMatchObject({ accepted: true });
    expect(charged).toEqual([]);
    for (let i = 0; i < 2; i += 1) expect(await renew(wire, 'wrong')).toMatchObject({ accepted: false });
    wire.say({ type: 'ping', payload: { authorization: 'wrong' } });
    expect(await wire.closed).toEqual({ code: 4429, reason: 'too much was refused' });
    expect(charged).toEqual(['ada', 'ada', 'ada']);
  });

  it('does not bring back a socket whose session ended meanwhile', async () => {
    const grant: Grant = { caller: { ...anonymous, kind: 'user', id: 'ada' }, expiresAt: null };
    const watched: ((why: GrantEnd) => void)[] = [];
    let answer: (next: Grant) => void = () => undefined;
    const onEnd: Identity['onEnd'] = (_grant, listener) => {
      watched.push(listener);
      return () => undefined;
    };
    const { url, close } = await openSockets({
      onEnd,
      authenticate: (params) =>
        params?.authorization === 'first'
          ? grant
          : new Promise((resolve) => {
              answer = resolve;
            }),
    });
    ends.push(close);
    const wire = await introduce(url, { authorization: 'first' });
    wire.say({ type: 'ping', payload: { authorization: 'next' } });
    wire.say({ type: 'ping' });
    await wire.seen(({ type }) => type === 'pong');
    watched[0]?.('the session was revoked');
    answer(grant);
    expect(await wire.closed).toEqual({ code: 4403, reason: 'the session was revoked' });
    expect(watched).toHaveLength(1);
  });
});
