import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench } from '../testing/open-bench.ts';
import { openGround } from '../testing/open-ground.ts';
import { addAccount } from '../testing/people.ts';
import { createSignIn } from './sign-in.ts';

const password = 'seven lorries in fog';
let ground: Awaited<ReturnType<typeof openGround>>;
let bench: Awaited<ReturnType<typeof openBench>>;
let hosts = 0;

beforeAll(async () => {
  ground = await openGround();
  bench = await openBench(ground);
  await bench.keys.begin();
  for (const [id, status] of [
    ['ana', 'ACTIVE'],
    ['petra', 'PENDING'],
    ['susan', 'SUSPENDED'],
  ] as const) {
    await addAccount(ground.database, { id, status });
    await setHash(id, await bench.hashes.make(password));
  }
  await addAccount(ground.database, { id: 'norbert' });
});
afterAll(() => ground.close());

const setHash = (id: string, passwordHash: string) =>
  ground.database.client.account.update({ where: { id }, data: { passwordHash } });
const hashOf = async (id: string): Promise<string> =>
  (await ground.database.client.account.findUniqueOrThrow({ where: { id } })).passwordHash;

/** From an address of its own each time, so that no lock-out has a say. */
const signIn = (email: string, typed: string) => {
  hosts += 1;
  return bench.signIn({ email, password: typed }, `2001:db8:${hosts.toString(16)}::1`);
};
const worked = async (email: string, typed: string) => {
  const { client } = ground.database;
  const [hashes, notes] = [bench.hashes.computed(), await client.auditEntry.count()];
  const outcome = await signIn(email, typed);
  return {
    outcome,
    hashes: bench.hashes.computed() - hashes,
    notes: (await client.auditEntry.count()) - notes,
  };
};

const wrongEach: readonly (readonly [string, string, string])[] = [
  ['an address without an account', 'nobody@example.org', password],
  ['a wrong password', 'ana@example.org', 'eight lorries in fog'],
  ['a password that nobody can have', 'ana@example.org', 'x'.repeat(5_000)],
  ['an empty password', 'ana@example.org', ''],
  ['an account that waits, with its password', 'petra@example.org', password],
  ['a suspended account, with its password', 'susan@example.org', password],
  ['a suspended account, with another', 'susan@example.org', 'eight lorries in fog'],
  ['an account whose hash is none', 'norbert@example.org', 'no password fits'],
];

describe('probe 44: whoever tries to sign in', () => {
  it.each(wrongEach)('with %s is told the same after the same work', async (_what, email, typed) => {
    const { outcome, hashes, notes } = await worked(email, typed);
    expect(outcome).toEqual({
      kind: 'refused',
      reason: 'WRONG_CREDENTIALS',
      message:
        'The e-mail address or the password is wrong, or the account may not sign in yet. Try again, or ask an administrator.',
    });
    expect({ hashes, notes }).toEqual({ hashes: 1, notes: 1 });
  });

  it('with the right password costs the same work', async () => {
    const { outcome, hashes, notes } = await worked('ana@example.org', password);
    expect(outcome.kind).toBe('done');
    expect({ hashes, notes }).toEqual({ hashes: 1, notes: 1 });
  });

  it('is locked out of an account that there is not like of one that there is', async () => {
    const kinds = async (email: string): Promise<string[]> => {
      const seen: string[] = [];
      for (let count = 0; count < 7; count += 1)
        seen.push((await bench.signIn({ email, password: 'wrong' }, '192.0.2.77')).kind);
      return seen;
    };
    const ofNobody = await kinds('nobody-else@example.org');
    expect(ofNobody).toEqual([...Array.from({ length: 5 }, () => 'refused'), 'locked-out', 'locked-out']);
    expect(await kinds('ana@example.org')).toEqual(ofNobody);
  });

  it('costs no hash while they are locked out', async () => {
    const before = bench.hashes.computed();
    const outcome = await bench.signIn({ email: 'ana@example.org', password }, '192.0.2.77');
    expect(outcome.kind).toBe('locked-out');
    expect(bench.hashes.computed()).toBe(before);
  });

  it('is written down once while they go on', async () => {
    const count = () => ground.database.client.auditEntry.count({ where: { action: 'locked-out' } });
    const before = await count();
    const of = { email: 'goes-on@example.org', password: 'wrong' };
    for (let times = 0; times < 9; times += 1) await bench.signIn(of, '192.0.2.78');
    expect(await count()).toBe(before + 1);
  });
});

describe('a sign-in', () => {
  it('makes up for the wrong ones before it, and gives back its own try', async () => {
    const attempt = (typed: string) =>
      bench.signIn({ email: 'ana@example.org', password: typed }, '192.0.2.55');
    const kinds: string[] = [];
    for (const typed of ['a', 'b', 'c', 'd', password, 'a', 'b', 'c', 'd', password])
      kinds.push((await attempt(typed)).kind);
    expect(kinds.filter((kind) => kind === 'locked-out')).toEqual([]);
    for (let times = 0; times < 60; times += 1) kinds.push((await attempt(password)).kind);
    expect(kinds.slice(10)).toEqual(Array.from({ length: 60 }, () => 'done'));
  });

  it('finds the account however its address is written', async () => {
    expect((await signIn(' ANA@Example.ORG ', password)).kind).toBe('done');
  });

  it('takes the same password in another form of Unicode', async () => {
    await addAccount(ground.database, { id: 'renee' });
    await setHash('renee', await bench.hashes.make('cr\u00e8me br\u00fbl\u00e9e'));
    expect((await signIn('renee@example.org', 'cre\u0300me bru\u0302le\u0301e')).kind).toBe('done');
  });

  it('probe 45: makes a weak hash anew, and the password stays', async () => {
    await addAccount(ground.database, { id: 'walter' });
    const weak = await hash(password, { memoryCost: 4_096, timeCost: 1, parallelism: 1 });
    await setHash('walter', weak);
    expect((await signIn('walter@example.org', 'eight lorries in fog')).kind).toBe('refused');
    expect(await hashOf('walter')).toBe(weak);
    expect((await signIn('walter@example.org', password)).kind).toBe('done');
    const strong = await hashOf('walter');
    expect(strong).toContain('$m=19456,t=2,p=1$');
    expect((await signIn('walter@example.org', password)).kind).toBe('done');
    expect(await hashOf('walter')).toBe(strong);
  });

  it('at the same moment as others of the same weak hash succeeds for all', async () => {
    await addAccount(ground.database, { id: 'wanda' });
    await setHash('wanda', await hash(password, { memoryCost: 4_096, timeCost: 1, parallelism: 1 }));
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => signIn('wanda@example.org', password)),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => 'done'));
  });

  it('of somebody who is suspended while the password is looked at gives nothing', async () => {
    await addAccount(ground.database, { id: 'sue' });
    await setHash('sue', await bench.hashes.make(password));
    const signInSlowly = createSignIn({
      ...bench,
      hashes: {
        ...bench.hashes,
        async check(...asked) {
          const found = await bench.hashes.check(...asked);
          const data = { status: 'SUSPENDED' };
          await ground.database.client.account.update({ where: { id: 'sue' }, data });
          return found;
        },
      },
    });
    const outcome = await signInSlowly({ email: 'sue@example.org', password }, '192.0.2.66');
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'WRONG_CREDENTIALS' });
    expect(await ground.database.client.session.count({ where: { accountId: 'sue' } })).toBe(0);
  });

  it('is told the field where the address is none, and counts against the address it came from all the same', async () => {
    const wrong = { email: 'no address', password };
    expect(await bench.signIn(wrong, '192.0.2.88')).toMatchObject({ kind: 'invalid', field: 'email' });
    for (let count = 0; count < 49; count += 1) await bench.signIn(wrong, '192.0.2.88');
    expect((await bench.signIn(wrong, '192.0.2.88')).kind).toBe('locked-out');
    const { kind } = await bench.signIn({ email: 'ana@example.org', password }, '192.0.2.88');
    expect(kind).toBe('locked-out');
  });

  it('is noted with where and why, and without password, token or address of e-mail', async () => {
    const outcome = await signIn('ana@example.org', password);
    await signIn('canary-address@example.org', 'canary-password');
    const rows = await ground.database.client.auditEntry.findMany({ orderBy: { number: 'asc' } });
    expect(rows.slice(-2)).toMatchObject([
      { actor: 'ana', action: 'sign-in', address: `2001:db8:${(hosts - 1).toString(16)}::1` },
      {
        actor: 'stranger',
        action: 'sign-in-refused',
        subject: bench.emailMark('canary-address@example.org'),
        details: '{"why":"no-such-account"}',
      },
    ]);
    const text = JSON.stringify(rows);
    const tokens = outcome.kind === 'done' ? outcome.value : undefined;
    for (const secret of [
      password,
      'canary',
      '@example.org',
      '$argon2',
      tokens?.accessToken,
      tokens?.refreshToken,
    ])
      expect(text).not.toContain(secret ?? 'no token');
    const whys = new Set(rows.flatMap(({ details }) => /"why":"([^"]+)"/.exec(details)?.[1] ?? []));
    expect(whys).toContain('wrong-password');
    expect(whys).toContain('pending');
    expect(whys).toContain('suspended');
  });

  it('that cannot be noted gives nothing', async () => {
    const signInUnnoted = createSignIn({
      ...bench,
      audit: { note: () => Promise.reject(new Error('the audit log takes nothing')) },
    });
    const before = await ground.database.client.session.count();
    await expect(signInUnnoted({ email: 'ana@example.org', password }, '192.0.2.99')).rejects.toThrow(
      'audit',
    );
    expect(await ground.database.client.session.count()).toBe(before);
  });
});
