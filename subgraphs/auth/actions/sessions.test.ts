import { sha256Of } from '@aqmrg/platform/access/secret-text.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench } from '../testing/open-bench.ts';
import { here, openSessionBench, type SessionBench } from '../testing/open-sessions.ts';
import { addAccount, addOrganisations } from '../testing/people.ts';
import { createSessions, type SessionTokens } from './sessions.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

let ground: SessionBench['ground'];
let bench: SessionBench['bench'];
let t: SessionBench;

beforeAll(async () => {
  t = await openSessionBench();
  ({ ground, bench } = t);
});
afterAll(() => ground.close());

describe('a session', () => {
  it('begins with a token of minutes that says whose it is, and one of days that is kept as its hash alone', async () => {
    await addOrganisations(ground.database, 'gulu');
    const account = await addAccount(ground.database, {
      id: 'owner',
      organisationId: 'gulu',
      organisationRole: 'OWNER',
    });
    const tokens = await t.begin(await t.credentialsOf('owner'));
    expect(await t.claimsOf(tokens.accessToken)).toEqual({
      accountId: 'owner',
      sessionId: tokens.sessionId,
      role: 'AUTHENTICATED',
      organisation: 'gulu',
      organisationRole: 'OWNER',
      issuedAt: bench.clock.now,
      expiresAt: bench.clock.now + 10 * minuteMs,
    });
    expect(tokens.account).toEqual(account);
    expect(tokens.refreshTokenExpiresAt).toBe(bench.clock.now + 30 * dayMs);
    const rows = await ground.database.client.refreshToken.findMany({
      where: { sessionId: tokens.sessionId },
    });
    expect(rows.map(({ hash }) => hash)).toEqual([sha256Of(tokens.refreshToken)]);
  });

  it('does not begin for somebody who was suspended, or whose password was changed, while it was looked at', async () => {
    const credentials = await t.somebody();
    const { id } = credentials.account;
    expect(await bench.sessions.begin({ ...credentials, passwordHash: 'of before' }, here)).toBe(undefined);
    await ground.database.client.account.update({ where: { id }, data: { status: 'SUSPENDED' } });
    expect(await bench.sessions.begin(credentials, here)).toBe(undefined);
    expect(await ground.database.client.session.count({ where: { accountId: id } })).toBe(0);
  });

  it('goes on for as long as it is used, but for a year at most', async () => {
    let tokens = await t.begin(await t.somebody());
    const end = bench.clock.now + 365 * dayMs;
    let times = 0;
    for (;;) {
      bench.clock.now += 29 * dayMs;
      const next = await t.refreshed(tokens.refreshToken);
      if (next === undefined) break;
      times += 1;
      expect(next.refreshTokenExpiresAt).toBe(Math.min(bench.clock.now + 30 * dayMs, end));
      tokens = next;
    }
    expect(times).toBe(12);
    expect(bench.clock.now).toBeGreaterThanOrEqual(end);
  });

  it('is outlived by no token: the last one ends with its year', async () => {
    let tokens = await t.begin(await t.somebody());
    const end = bench.clock.now + 365 * dayMs;
    while (bench.clock.now + 29 * dayMs < end) {
      bench.clock.now += 29 * dayMs;
      tokens = (await t.refreshed(tokens.refreshToken)) as SessionTokens;
    }
    bench.clock.now = end - 4 * minuteMs;
    const last = await t.refreshed(tokens.refreshToken);
    expect(last?.accessTokenExpiresAt).toBe(end);
    expect((await t.claimsOf(last?.accessToken ?? '')).expiresAt).toBe(end);
  });

  it('ends when it was not used for its time', async () => {
    const tokens = await t.begin(await t.somebody());
    bench.clock.now += 30 * dayMs;
    expect(await t.refreshed(tokens.refreshToken)).toBe(undefined);
  });

  it('is one of twenty: the oldest ends when there are more, and that is told', async () => {
    const credentials = await t.somebody();
    const begun: SessionTokens[] = [];
    for (let count = 0; count < 22; count += 1) {
      begun.push(await t.begin(credentials));
      bench.clock.now += 1_000;
    }
    const alive = await bench.store.aliveIds(credentials.account.id, bench.now());
    expect(alive.toReversed()).toEqual(begun.slice(2).map(({ sessionId }) => sessionId));
    expect(await t.saidOf(credentials.account.id)).toMatchObject(
      begun.slice(0, 2).map(({ sessionId }) => ({ kind: 'SessionRevoked', sessionId })),
    );
  });

  it('is one of twenty also where many begin at once', async () => {
    const credentials = await t.somebody();
    await Promise.all(Array.from({ length: 30 }, () => bench.sessions.begin(credentials, here)));
    expect(await bench.store.aliveIds(credentials.account.id, bench.now())).toHaveLength(20);
  });

  it('that would be the twenty-first does not begin while the log takes nothing', async () => {
    const credentials = await t.somebody();
    for (let count = 0; count < 20; count += 1) await t.begin(credentials);
    const before = await bench.store.aliveIds(credentials.account.id, bench.now());
    await expect(t.whileTheLogIsDown(() => t.begin(credentials))).rejects.toThrow('the log is down');
    expect(await bench.store.aliveIds(credentials.account.id, bench.now())).toEqual(before);
  });
});

describe('probe 43: a refresh token', () => {
  it('is good once, and the next one goes on', async () => {
    const first = await t.begin(await t.somebody());
    const second = await t.refreshed(first.refreshToken);
    expect(second?.sessionId).toBe(first.sessionId);
    expect(second?.refreshToken).not.toBe(first.refreshToken);
    const third = await t.refreshed(second?.refreshToken ?? '');
    expect(third?.sessionId).toBe(first.sessionId);
  });

  it('that comes again ends the session: the token that works, too, and the audit log knows', async () => {
    const credentials = await t.somebody();
    const { id } = credentials.account;
    const [stolen, other] = [await t.begin(credentials), await t.begin(credentials)];
    const next = await t.refreshed(stolen.refreshToken);
    bench.clock.now += 60 * minuteMs;
    expect(await t.refreshed(stolen.refreshToken)).toBe(undefined);
    expect(await t.refreshed(next?.refreshToken ?? '')).toBe(undefined);
    expect(await t.saidOf(id)).toEqual([
      {
        kind: 'SessionRevoked',
        sessionId: stolen.sessionId,
        accountId: id,
        revokedAt: bench.clock.now,
        until: bench.clock.now + 61 * minuteMs,
        why: 'refresh-reused',
      },
    ]);
    expect(await t.notesOf(id)).toEqual(['refresh-reused']);
    // the others of the account go on
    expect(await t.refreshed(other.refreshToken)).toMatchObject({ sessionId: other.sessionId });
  });

  it('ends nothing again where the session is over already', async () => {
    const credentials = await t.somebody();
    const tokens = await t.begin(credentials);
    await t.refreshed(tokens.refreshToken);
    for (let times = 0; times < 5; times += 1) await t.refreshed(tokens.refreshToken);
    expect(await t.saidOf(credentials.account.id)).toHaveLength(1);
    expect(await t.notesOf(credentials.account.id)).toEqual(['refresh-reused']);
  });

  it('shown twice at the same moment goes on once, and the session is over: one of the two was a copy', async () => {
    const credentials = await t.somebody();
    const tokens = await t.begin(credentials);
    const both = await Promise.all([t.refreshed(tokens.refreshToken), t.refreshed(tokens.refreshToken)]);
    const won = both.filter((outcome) => outcome !== undefined);
    expect(won).toHaveLength(1);
    expect(await t.refreshed(won[0]?.refreshToken ?? '')).toBe(undefined);
    expect(await bench.store.aliveIds(credentials.account.id, bench.now())).toEqual([]);
    expect(await t.saidOf(credentials.account.id)).toHaveLength(1);
  });

  it('shown by twenty at the same moment leaves one next token', async () => {
    const tokens = await t.begin(await t.somebody());
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => t.refreshed(tokens.refreshToken)));
    expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
    const where = { sessionId: tokens.sessionId };
    expect(await ground.database.client.refreshToken.count({ where })).toBe(2);
    expect(await t.notesOf(tokens.account.id)).toEqual(['refresh-reused']);
  });

  it('is spared by a room that cannot sign yet: a start ends no session', async () => {
    const tokens = await t.begin(await t.somebody());
    const starting = await openBench(ground);
    starting.clock.now = bench.clock.now;
    await expect(starting.sessions.refresh(tokens.refreshToken, here)).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
    });
    expect(await t.refreshed(tokens.refreshToken)).toMatchObject({ sessionId: tokens.sessionId });
  });

  it('tells when its account was read: a role that changes while a token is made voids it', async () => {
    const credentials = await t.somebody();
    const tokens = await t.begin(credentials);
    const slow = createSessions({
      ...bench.ground,
      store: {
        ...bench.store,
        async rotate(asked) {
          const account = await bench.store.rotate(asked);
          bench.clock.now += 5_000;
          await bench.sessions.outdateTokens(credentials.account.id);
          return account;
        },
      },
    });
    const outcome = await slow.refresh(tokens.refreshToken, here);
    const token = outcome.kind === 'done' ? outcome.value.accessToken : '';
    const [outdated] = await t.saidOf(credentials.account.id);
    const { issuedAt } = await t.claimsOf(token);
    expect(outdated).toMatchObject({ kind: 'TokensOutdated', issuedBefore: issuedAt + 5_000 });
  });

  it.each(['', 'aqr_', 'x', `aqr_${'A'.repeat(43)}`, `aqo_${'A'.repeat(43)}`, "aqr_' OR 1=1 --", 'aqr_\0'])(
    'that nobody issued is refused: %j',
    async (token) => {
      expect(await bench.sessions.refresh(token, here)).toMatchObject({
        kind: 'refused',
        reason: 'TOKEN_NOT_VALID',
      });
    },
  );

  it('of a suspended account is refused, and tells what the account is now', async () => {
    const credentials = await t.somebody();
    const { id } = credentials.account;
    const tokens = await t.begin(credentials);
    await ground.database.client.account.update({ where: { id }, data: { role: 'ADMIN' } });
    const next = await t.refreshed(tokens.refreshToken);
    expect(next?.account.role).toBe('ADMIN');
    expect((await t.claimsOf(next?.accessToken ?? '')).role).toBe('ADMIN');
    await ground.database.client.account.update({ where: { id }, data: { status: 'SUSPENDED' } });
    expect(await t.refreshed(next?.refreshToken ?? '')).toBe(undefined);
  });
});
