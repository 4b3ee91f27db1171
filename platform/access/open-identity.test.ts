import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { anonymous } from '../caller.ts';
import type { GrantEnd } from './identity.ts';
import { openIdentity } from './open-identity.ts';
import { issueKey, tellNews } from './testing/auth-news.ts';
import { ada, issuer, makeSigner } from './testing/tokens.ts';

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const open = async ({ isHeard = true } = {}) => {
  const auth = tellNews();
  const signer = makeSigner();
  auth.say({ kind: 'SigningKeys', keys: [signer.said] });
  let [at, up] = [Date.now(), 0];
  const logged: string[] = [];
  if (!isHeard) auth.mute();
  const identity = openIdentity({
    listen: auth.listen,
    issuer,
    now: () => at,
    uptime: () => up,
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
  });
  ends.push(auth.close, identity.close);
  if (isHeard) await expect.poll(() => codeOf(identity.ready())).toBe('good');
  return {
    auth,
    signer,
    identity,
    logged,
    now: () => at,
    pass(ms: number) {
      at += ms;
    },
    /** Time since a word was heard. */
    wait(ms: number) {
      up += ms;
    },
    judge: (credential: string) =>
      codeOf(Promise.resolve().then(() => identity.authenticate(`Bearer ${credential}`))),
  };
};

const codeOf = async (answer: Promise<unknown>): Promise<string> => {
  try {
    await answer;
    return 'good';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

const endOfSession = (sessionId: string) =>
  ({ kind: 'SessionRevoked', sessionId, accountId: 'ada', revokedAt: 0, until: 1e15 }) as const;

describe('who shows', () => {
  it('nothing is a stranger, whether auth is heard or not', async () => {
    for (const { identity } of [await open(), await open({ isHeard: false })])
      expect(identity.authenticate(undefined)).toEqual({ caller: anonymous, expiresAt: null });
  });

  it('a token is its account, and the same object each time, at once', async () => {
    const { identity, signer, now } = await open();
    const token = `Bearer ${await signer.token({}, now())}`;
    const grant = await identity.authenticate(token);
    expect(grant).toEqual({
      caller: {
        kind: 'user',
        id: ada.accountId,
        role: 'AUTHENTICATED',
        organisation: 'city',
        organisationRole: 'OWNER',
        scopes: ['ingest', 'read', 'export'],
        networks: null,
        session: ada.sessionId,
      },
      expiresAt: now() + 600_000,
    });
    expect(identity.authenticate(token)).toBe(grant);
    expect(identity.authenticate(token.replace('Bearer', 'bearer  '))).toBe(grant);
  });

  it('a key is that key, with what it was made for', async () => {
    const { identity, auth } = await open();
    const { key, fact } = issueKey({ expiresAt: null });
    auth.say(fact);
    await expect
      .poll(() => codeOf(Promise.resolve().then(() => identity.authenticate(`Bearer ${key}`))))
      .toBe('good');
    const grant = identity.authenticate(`Bearer ${key}`);
    expect(grant).toEqual({
      caller: {
        kind: 'key',
        id: fact.keyId,
        role: 'AUTHENTICATED',
        organisation: 'city',
        organisationRole: null,
        scopes: ['ingest'],
        networks: ['roofs'],
        session: null,
      },
      expiresAt: null,
    });
    expect(identity.authenticate(`Bearer ${key}`)).toBe(grant);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Basic YWRhOmFkYQ==',
    'Bearer a b',
    'Bearer a,Bearer b',
    'Bearer\ta',
    'Bearer é',
    'null',
    'Bearer undefined',
    `Bearer ${'x'.repeat(4_097)}`,
    'Bearer aqr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'Bearer aqo_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'Bearer aqk_',
    'Bearer aqk_constructorr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ])('%j is refused, and no stranger', async (authorization) => {
    const { identity } = await open();
    expect(await codeOf(Promise.resolve().then(() => identity.authenticate(authorization)))).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('a key with the secret of another, or of none, is refused like a key that there never was', async () => {
    const { auth, judge } = await open();
    const [mine, other] = [issueKey(), issueKey()];
    auth.say(mine.fact, other.fact);
    await expect.poll(() => judge(mine.key)).toBe('good');
    const mixed = mine.key.slice(0, 17) + other.key.slice(17);
    for (const key of [mixed, issueKey().key, `${mine.key}A`])
      expect(await judge(key)).toBe('UNAUTHENTICATED');
  });
});

describe('what ends', () => {
  it('a revoked key, for good, also when it is said to be issued again', async () => {
    const { auth, judge } = await open();
    const { key, fact } = issueKey();
    auth.say(fact);
    await expect.poll(() => judge(key)).toBe('good');
    auth.say({ kind: 'KeyRevoked', keyId: fact.keyId, revokedAt: 1 });
    await expect.poll(() => judge(key)).toBe('UNAUTHENTICATED');
    auth.say(fact);
    const next = issueKey();
    auth.say(next.fact);
    await expect.poll(() => judge(next.key)).toBe('good');
    expect(await judge(key)).toBe('UNAUTHENTICATED');
  });

  it('a key at its time', async () => {
    const { auth, judge, now, pass } = await open();
    const { key, fact } = issueKey({ expiresAt: now() + 1_000 });
    auth.say(fact);
    await expect.poll(() => judge(key)).toBe('good');
    pass(1_000);
    expect(await judge(key)).toBe('TOKEN_EXPIRED');
  });

  it('a revoked session, for tokens that were seen and those that were not', async () => {
    const { auth, signer, judge, now } = await open();
    const [seen, unseen] = [await signer.token({}, now()), await signer.token({}, now() + 1)];
    const other = await signer.token({ sessionId: 'session-2' }, now());
    expect(await judge(seen)).toBe('good');
    auth.say(endOfSession('session-1'));
    await expect.poll(() => judge(seen)).toBe('UNAUTHENTICATED');
    expect(await judge(unseen)).toBe('UNAUTHENTICATED');
    expect(await judge(other)).toBe('good');
  });

  it('tokens from before a change of the account or of its very moment, whose session goes on', async () => {
    const { auth, signer, judge, now } = await open();
    const [before, after] = [await signer.token({}, now()), await signer.token({ role: 'ADMIN' }, now() + 1)];
    const others = await signer.token({ accountId: 'bo' }, now() - 1);
    auth.say({ kind: 'TokensOutdated', accountId: 'ada', issuedBefore: now(), until: 1e15 });
    await expect.poll(() => judge(before)).toBe('TOKEN_EXPIRED');
    expect([await judge(after), await judge(others)]).toEqual(['good', 'good']);
  });

  it('tokens of a signing key that was taken away', async () => {
    const { auth, signer, judge, now } = await open();
    const next = makeSigner('key-2');
    const [old, fresh] = [await signer.token({}, now()), await next.token({}, now())];
    expect([await judge(old), await judge(fresh)]).toEqual(['good', 'UNAUTHENTICATED']);
    auth.say({ kind: 'SigningKeys', keys: [next.said] });
    await expect.poll(() => judge(old)).toBe('UNAUTHENTICATED');
    expect(await judge(fresh)).toBe('good');
  });
});

describe('silence of auth', () => {
  it('lets nobody in before the first snapshot', async () => {
    const { auth, judge, signer, identity, now } = await open({ isHeard: false });
    const token = await signer.token({}, now());
    auth.tell({ kind: 'beat' });
    expect(await judge(token)).toBe('AUTH_UNAVAILABLE');
    expect(await judge('whatever')).toBe('AUTH_UNAVAILABLE');
    expect(await codeOf(identity.ready())).toBe('AUTH_UNAVAILABLE');
  });

  it('of five seconds lets nobody in until it is heard whole again', async () => {
    const { auth, judge, signer, wait, now } = await open();
    const token = await signer.token({}, now());
    expect(await judge(token)).toBe('good');
    auth.leave();
    wait(4_999);
    expect(await judge(token)).toBe('good');
    wait(1);
    expect(await judge(token)).toBe('AUTH_UNAVAILABLE');
    expect(await judge('wrong')).toBe('AUTH_UNAVAILABLE');
    auth.comeBack();
    await expect.poll(() => judge(token), { timeout: 10_000 }).toBe('good');
  });

  it('is not broken by half a snapshot', async () => {
    const { auth, judge, signer, wait, now } = await open();
    const token = await signer.token({}, now());
    auth.mute();
    auth.leave();
    auth.comeBack();
    await expect.poll(auth.listening, { timeout: 10_000 }).toBe(1);
    wait(5_000);
    auth.mute(false);
    auth.tell({ kind: 'snapshot', facts: [], isLast: false });
    auth.tell({ kind: 'beat' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await judge(token)).toBe('AUTH_UNAVAILABLE');
    auth.tell({ kind: 'snapshot', facts: [{ kind: 'SigningKeys', keys: [signer.said] }], isLast: true });
    await expect.poll(() => judge(token)).toBe('good');
  });

  it('while a session is revoked does not keep it alive: the next snapshot says it', async () => {
    const { auth, judge, signer, now } = await open();
    const token = await signer.token({}, now());
    expect(await judge(token)).toBe('good');
    auth.leave();
    auth.say(endOfSession('session-1'));
    auth.comeBack();
    await expect.poll(() => judge(token), { timeout: 10_000 }).toBe('UNAUTHENTICATED');
  });

  it('on a connection that stays open is noticed, and another one is opened', async () => {
    const { auth, identity } = await open();
    const before = auth.opened();
    auth.mute();
    await expect.poll(auth.opened, { timeout: 10_000 }).toBeGreaterThan(before);
    auth.mute(false);
    await expect.poll(() => codeOf(identity.ready())).toBe('good');
    expect(auth.listening()).toBeLessThanOrEqual(1);
  });

  it('after words that make no sense: nothing of them is taken, and all is heard anew', async () => {
    const { auth, judge, signer, now, logged } = await open();
    const token = await signer.token({}, now());
    const before = auth.opened();
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } as const;
    auth.tell({
      kind: 'facts',
      facts: [{ kind: 'SigningKeys', keys: [{ kid: 'bad', jwk, verifiesUntil: null }] }],
    });
    await expect.poll(auth.opened, { timeout: 10_000 }).toBe(before + 1);
    expect(await judge(token)).toBe('good');
    expect(logged).toHaveLength(1);
  });

  it('does not make it ask all the time', async () => {
    const { auth } = await open();
    const before = auth.opened();
    auth.leave();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(auth.opened() - before).toBeLessThan(8);
    expect(auth.opened() - before).toBeGreaterThan(1);
  });
});

describe('who watches a grant', () => {
  const watching = async () => {
    const opened = await open();
    const { auth, identity, signer, now } = opened;
    const told: [string, GrantEnd][] = [];
    const { key, fact } = issueKey({ expiresAt: now() + 3_600_000 });
    auth.say(fact);
    await expect.poll(() => opened.judge(key)).toBe('good');
    const watch = async (name: string, credential: string) => {
      const grant = await identity.authenticate(`Bearer ${credential}`);
      return identity.onEnd(grant, (why) => told.push([name, why]));
    };
    const stop = await watch('left', await signer.token({}, now()));
    await watch('ada', await signer.token({}, now()));
    await watch('bo', await signer.token({ accountId: 'bo', sessionId: 'session-2' }, now(), 1_800_000));
    await watch('key', key);
    stop();
    identity.onEnd(await identity.authenticate(undefined), (why) => told.push(['stranger', why]));
    return { ...opened, told, fact, watch };
  };

  it('hears once that the session was revoked, at once, and those of others do not', async () => {
    const { auth, told } = await watching();
    auth.say(endOfSession('session-1'));
    await expect.poll(() => told, { timeout: 200 }).toEqual([['ada', 'the session was revoked']]);
    auth.say(endOfSession('session-1'));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(told).toHaveLength(1);
  });

  it('hears that the key was revoked', async () => {
    const { auth, told, fact } = await watching();
    auth.say({ kind: 'KeyRevoked', keyId: fact.keyId, revokedAt: 1 });
    await expect.poll(() => told).toEqual([['key', 'the key was revoked']]);
  });

  it('hears that less is granted now than when it was let in', async () => {
    const { auth, told, fact } = await watching();
    auth.say({ ...fact, networks: [] });
    await expect.poll(() => told).toEqual([['key', 'the key was revoked']]);
  });

  it('hears that the token or the key expired, soon after', async () => {
    const { told, pass } = await watching();
    pass(600_000);
    await expect.poll(() => told).toEqual([['ada', 'the token expired']]);
    pass(1_200_000);
    await expect.poll(() => told.at(-1)).toEqual(['bo', 'the token expired']);
    pass(1_800_000);
    await expect.poll(() => told.at(-1)).toEqual(['key', 'the token expired']);
    expect(told).toHaveLength(3);
  });

  it('hears that the account is another by now', async () => {
    const { auth, told, now } = await watching();
    auth.say({ kind: 'TokensOutdated', accountId: 'ada', issuedBefore: now() + 1, until: 1e15 });
    await expect.poll(() => told).toEqual([['ada', 'the token expired']]);
  });

  it('hears that sign-ins cannot be checked, and strangers do not', async () => {
    const { auth, told, wait } = await watching();
    auth.leave();
    wait(5_000);
    await expect.poll(() => told.length).toBe(3);
    expect(new Set(told.map(([, why]) => why))).toEqual(new Set(['sign-ins cannot be checked']));
  });

  it('is not sent away by a short break', async () => {
    const { auth, told, wait } = await watching();
    auth.leave();
    wait(3_000);
    auth.comeBack();
    await expect.poll(auth.listening, { timeout: 10_000 }).toBe(1);
    wait(3_000);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(told).toEqual([]);
  });

  it('of a grant that was over before is told, once what stops watching is at hand', async () => {
    const { auth, identity, signer, told, now, judge } = await watching();
    const token = await signer.token({ sessionId: 'session-9' }, now());
    const grant = await identity.authenticate(`Bearer ${token}`);
    auth.say(endOfSession('session-9'));
    await expect.poll(() => judge(token)).toBe('UNAUTHENTICATED');
    let isTold = false;
    identity.onEnd(grant, () => {
      isTold = true;
    });
    expect(isTold).toBe(false);
    await Promise.resolve();
    expect(isTold).toBe(true);
    expect(told).toEqual([]);
  });

  it('may break without harm to the others', async () => {
    const { auth, identity, signer, told, watch, now, logged } = await watching();
    const token = await signer.token({}, now());
    identity.onEnd(await identity.authenticate(`Bearer ${token}`), () => {
      throw new Error('a broken listener');
    });
    await watch('last', token);
    auth.say(endOfSession('session-1'));
    await expect.poll(() => told.map(([name]) => name)).toEqual(['ada', 'last']);
    expect(logged.join()).toContain('a broken listener');
  });
});
