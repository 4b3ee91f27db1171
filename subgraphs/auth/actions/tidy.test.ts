import { afterAll, beforeAll, expect, it } from 'vitest';
import { monday, openGround } from '../testing/open-ground.ts';
import { addAccount } from '../testing/people.ts';
import { createTidy } from './tidy.ts';

const dayMs = 86_400_000;
let ground: Awaited<ReturnType<typeof openGround>>;
beforeAll(async () => {
  ground = await openGround();
  await addAccount(ground.database, { id: 'ana' });
});
afterAll(() => ground.close());

const daysAgo = (days: number): Date => new Date(monday - days * dayMs);
const session = (id: string, expires: Date, revokedAt: Date | null = null) => ({
  id,
  accountId: 'ana',
  startedAt: daysAgo(90),
  lastUsedAt: daysAgo(80),
  expiresAt: expires,
  revokedAt,
});

it('forgets what is long over, and nothing else', async () => {
  const { client } = ground.database;
  await client.session.createMany({
    data: [
      session('expired-long-ago', daysAgo(31)),
      session('expired', daysAgo(29)),
      session('ended-long-ago', daysAgo(-5), daysAgo(31)),
      session('ended', daysAgo(-5), daysAgo(29)),
      session('going-on', daysAgo(-5)),
    ],
  });
  await client.refreshToken.createMany({
    data: [
      { hash: 'used-long-ago', sessionId: 'going-on', issuedAt: daysAgo(90), usedAt: daysAgo(31) },
      { hash: 'used', sessionId: 'going-on', issuedAt: daysAgo(90), usedAt: daysAgo(29) },
      { hash: 'unused', sessionId: 'going-on', issuedAt: daysAgo(90) },
      { hash: 'of-expired', sessionId: 'expired-long-ago', issuedAt: daysAgo(90) },
    ],
  });
  const token = { kind: 'PASSWORD_RESET', createdById: 'ana', createdAt: daysAgo(90) };
  await client.oneTimeToken.createMany({
    data: [
      { ...token, id: 'old', hash: 'old', expiresAt: daysAgo(31) },
      { ...token, id: 'young', hash: 'young', expiresAt: daysAgo(29) },
    ],
  });
  const tidy = createTidy({ client, now: () => monday });
  expect(await tidy()).toBe(4);
  const ids = async (rows: Promise<readonly { readonly id?: string; readonly hash?: string }[]>) =>
    (await rows).map(({ id, hash }) => id ?? hash).sort();
  expect(await ids(client.session.findMany())).toEqual(['ended', 'expired', 'going-on']);
  expect(await ids(client.refreshToken.findMany())).toEqual(['unused', 'used']);
  expect(await ids(client.oneTimeToken.findMany())).toEqual(['young']);
  expect(await tidy()).toBe(0);
});

it('forgets who asked for an account and was not let in, after thirty days; nobody else', async () => {
  const { client } = ground.database;
  const waiting = (id: string, days: number, status: 'PENDING' | 'ACTIVE' | 'SUSPENDED' = 'PENDING') =>
    addAccount(ground.database, { id, status, createdAt: monday - days * dayMs });
  await waiting('long', 31);
  await waiting('not-so-long', 29);
  await waiting('approved', 31, 'ACTIVE');
  await waiting('shut-out', 31, 'SUSPENDED');
  expect(await createTidy({ client, now: () => monday })()).toBe(1);
  const left = await client.account.findMany({ orderBy: { id: 'asc' } });
  expect(left.map(({ id }) => id)).toEqual(['ana', 'approved', 'not-so-long', 'shut-out']);
  // the address is free again
  await waiting('long', 0);
  expect(await client.account.count({ where: { id: 'long' } })).toBe(1);
});

it('takes a bounded number at a time, and goes on the next time', async () => {
  const { client } = ground.database;
  const data = Array.from({ length: 2_500 }, (_, index) => session(`old-${index}`, daysAgo(31)));
  await client.session.createMany({ data });
  const stopping = new AbortController();
  const statements: number[] = [];
  const counting = client.$extends({
    query: {
      async $executeRaw({ args, query }) {
        const rows = (await query(args)) as number;
        statements.push(rows);
        if (statements.length === 2) stopping.abort();
        return rows;
      },
    },
  });
  const tidy = createTidy({ client: counting as never, now: () => monday });
  expect(await tidy(stopping.signal)).toBe(2_000);
  expect(statements).toEqual([1_000, 1_000]);
  expect(await createTidy({ client, now: () => monday })()).toBe(500);
});
