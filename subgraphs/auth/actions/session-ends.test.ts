import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { here, openSessionBench, type SessionBench } from '../testing/open-sessions.ts';
import { endWhatTheLogEnded } from './catch-up.ts';
import { createSessions } from './sessions.ts';
import { createStoredEnds } from './stored-ends.ts';

const minuteMs = 60_000;

let ground: SessionBench['ground'];
let bench: SessionBench['bench'];
let t: SessionBench;

beforeAll(async () => {
  t = await openSessionBench();
  ({ ground, bench } = t);
});
afterAll(() => ground.close());

describe('the end of sessions', () => {
  it('is told before it is stored: while the log takes nothing, nothing ends', async () => {
    const credentials = await t.somebody();
    const tokens = await t.begin(credentials);
    const ending = () => bench.sessions.endAll(credentials.account.id, 'suspended');
    await expect(t.whileTheLogIsDown(ending)).rejects.toThrow('the log is down');
    expect(await t.refreshed(tokens.refreshToken)).toBeDefined();
  });

  it('of a copied token that cannot be told is tried again with the next copy', async () => {
    const credentials = await t.somebody();
    const tokens = await t.begin(credentials);
    await t.refreshed(tokens.refreshToken);
    await expect(t.whileTheLogIsDown(() => t.refreshed(tokens.refreshToken))).rejects.toThrow(
      'the log is down',
    );
    expect(await t.saidOf(credentials.account.id)).toEqual([]);
    await t.refreshed(tokens.refreshToken);
    expect(await t.saidOf(credentials.account.id)).toHaveLength(1);
  });

  it('leaves the one that is named, and counts the others', async () => {
    const credentials = await t.somebody();
    const [one, two, three] = [
      await t.begin(credentials),
      await t.begin(credentials),
      await t.begin(credentials),
    ];
    expect(await bench.sessions.endAll(credentials.account.id, 'password-changed', two.sessionId)).toBe(2);
    expect(await t.refreshed(one.refreshToken)).toBe(undefined);
    expect(await t.refreshed(two.refreshToken)).toBeDefined();
    expect(await t.refreshed(three.refreshToken)).toBe(undefined);
    expect(await bench.sessions.endAll(credentials.account.id, 'sign-out-everywhere')).toBe(1);
    expect(await bench.sessions.endAll(credentials.account.id, 'sign-out-everywhere')).toBe(0);
  });

  it('that the log knows and a crash kept from the database is stored at the next start', async () => {
    const credentials = await t.somebody();
    const { id: accountId } = credentials.account;
    const [lost, kept] = [await t.begin(credentials), await t.begin(credentials)];
    const at = bench.clock.now;
    const { sessionId } = lost;
    await bench.facts.say([{ kind: 'SessionRevoked', sessionId, accountId, revokedAt: at, until: at + 1 }]);
    const { eventLog } = ground;
    expect(await endWhatTheLogEnded({ eventLog, storeEnds: bench.ground.storeEnds })).toBe(1);
    expect(await t.refreshed(lost.refreshToken)).toBe(undefined);
    expect(await t.refreshed(kept.refreshToken)).toBeDefined();
    expect(await endWhatTheLogEnded({ eventLog, storeEnds: bench.ground.storeEnds })).toBe(0);
  });

  it('that the database failed to store holds at once, and is stored later', async () => {
    let isStoreDown = false;
    const failing = createSessions({
      ...bench.ground,
      storeEnds: (ends) =>
        isStoreDown ? Promise.reject(new Error('the database is down')) : bench.ground.storeEnds(ends),
    });
    const credentials = await t.somebody();
    const { id } = credentials.account;
    const tokens = await t.begin(credentials);
    isStoreDown = true;
    await expect(failing.endAll(id, 'sign-out-everywhere')).rejects.toThrow('the database is down');
    expect(await failing.refresh(tokens.refreshToken, here)).toMatchObject({ kind: 'refused' });
    await expect(failing.finish()).rejects.toThrow('the database is down');
    isStoreDown = false;
    expect(await bench.store.aliveIds(id, bench.now())).toHaveLength(1);
    await failing.finish();
    expect(await bench.store.aliveIds(id, bench.now())).toEqual([]);
  });
});

describe('the end of a session whose token was copied', () => {
  const reused = async () => {
    const credentials = await t.somebody();
    const tokens = await t.begin(credentials);
    await t.refreshed(tokens.refreshToken);
    return { ...tokens, accountId: credentials.account.id };
  };

  it('is written down with it: where the audit log fails, both are done later', async () => {
    let isAuditDown = true;
    const storeEnds = createStoredEnds({
      ...ground,
      now: bench.now,
      audit: {
        noteWithin: (...asked) =>
          isAuditDown ? Promise.reject(new Error('the audit log is away')) : bench.audit.noteWithin(...asked),
      },
    });
    const failing = createSessions({ ...bench.ground, storeEnds });
    const { refreshToken, accountId, sessionId } = await reused();
    await expect(failing.refresh(refreshToken, here)).rejects.toThrow('the audit log is away');
    expect(await t.notesOf(accountId)).toEqual([]);
    isAuditDown = false;
    await failing.finish();
    await failing.finish();
    expect(await bench.store.aliveIds(accountId, bench.now())).toEqual([]);
    const where = { actor: accountId };
    expect(await ground.database.client.auditEntry.findMany({ where })).toMatchObject([
      { action: 'refresh-reused', subject: sessionId, address: here },
    ]);
  });

  it('is written down at the next start where a crash came before', async () => {
    const { refreshToken, accountId } = await reused();
    const crashing = createSessions({
      ...bench.ground,
      storeEnds: () => Promise.reject(new Error('the process dies')),
    });
    await expect(crashing.refresh(refreshToken, here)).rejects.toThrow('the process dies');
    const start = () => endWhatTheLogEnded({ ...ground, storeEnds: bench.ground.storeEnds });
    expect(await start()).toBe(1);
    expect(await start()).toBe(0);
    expect(await t.notesOf(accountId)).toEqual(['refresh-reused']);
    const [session] = await ground.database.client.session.findMany({ where: { accountId } });
    expect(session?.revokedWhy).toBe('refresh-reused');
  });
});

it('tokens are outdated by when they were issued, and the session goes on', async () => {
  const credentials = await t.somebody();
  const { id: accountId } = credentials.account;
  const before = await t.begin(credentials);
  bench.clock.now += 1;
  await bench.sessions.outdateTokens(accountId);
  const [fact] = await t.saidOf(accountId);
  expect(fact).toEqual({
    kind: 'TokensOutdated',
    accountId,
    issuedBefore: bench.clock.now,
    // an hour is the longest that any setting lets a token live
    until: bench.clock.now + 61 * minuteMs,
  });
  bench.clock.now += 1;
  const after = await t.refreshed(before.refreshToken);
  const issuedAt = async (token: string | undefined) => (await t.claimsOf(token ?? '')).issuedAt;
  expect(await issuedAt(before.accessToken)).toBe(bench.clock.now - 2);
  expect(await issuedAt(after?.accessToken)).toBe(bench.clock.now);
});

it('tokens are outdated up to the last one that was issued, also where a clock was set back since', async () => {
  const credentials = await t.somebody();
  const before = await t.begin(credentials);
  const { issuedAt } = await t.claimsOf(before.accessToken);
  bench.clock.now -= 30 * minuteMs;
  await bench.sessions.outdateTokens(credentials.account.id);
  expect(await t.saidOf(credentials.account.id)).toMatchObject([{ issuedBefore: issuedAt }]);
  bench.clock.now += 30 * minuteMs;
});
