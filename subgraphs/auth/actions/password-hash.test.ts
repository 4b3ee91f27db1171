import { hash } from '@node-rs/argon2';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPasswordHashes, type PasswordHashes } from './password-hash.ts';

const password = 'seven lorries in fog';
let hashes: PasswordHashes;
beforeAll(async () => {
  hashes = await createPasswordHashes();
});

const workOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = hashes.computed();
  await work();
  return hashes.computed() - before;
};

describe('probe 45: password hashes', () => {
  it('are argon2id with 19 MiB, two passes, one lane, and a salt of their own', async () => {
    const [one, other] = await Promise.all([hashes.make(password), hashes.make(password)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await hashes.check(one, password)).toEqual({ matches: true, isWeaker: false });
    expect(await hashes.check(one, `${password}.`)).toEqual({ matches: false, isWeaker: false });
  });

  it.each([
    ['less memory', { memoryCost: 8_192, timeCost: 2, parallelism: 1 }],
    ['fewer passes', { memoryCost: 19_456, timeCost: 1, parallelism: 1 }],
    ['argon2i', { algorithm: 1, memoryCost: 19_456, timeCost: 2, parallelism: 1 }],
    ['a shorter output', { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 16 }],
  ])('of %s are to be made anew, once the password is shown', async (_what, options) => {
    const weak = await hash(password, options);
    expect(await hashes.check(weak, password)).toEqual({ matches: true, isWeaker: true });
    expect(await hashes.check(weak, 'another password')).toEqual({ matches: false, isWeaker: false });
  });

  it('of more cost than is asked for stay', async () => {
    const strong = await hash(password, { memoryCost: 32_768, timeCost: 3, parallelism: 1 });
    expect(await hashes.check(strong, password)).toEqual({ matches: true, isWeaker: false });
  });

  it('take in all 256 characters, and nothing ends one', async () => {
    const long = `${'a long one with many words '.repeat(9)}and an end...`.slice(0, 256);
    const made = await hashes.make(long);
    expect((await hashes.check(made, long)).matches).toBe(true);
    expect((await hashes.check(made, `${long.slice(0, -1)}x`)).matches).toBe(false);
    const nul = await hashes.make('seven\0lorries in fog');
    expect((await hashes.check(nul, 'seven\0lorries in mud')).matches).toBe(false);
  });
});

describe('a check', () => {
  it('is the same work whoever it is for, and whatever is typed', async () => {
    const made = await hashes.make(password);
    expect(await workOf(() => hashes.check(made, password))).toBe(1);
    expect(await workOf(() => hashes.check(made, 'another password'))).toBe(1);
    expect(await workOf(() => hashes.check(undefined, password))).toBe(1);
    expect(await workOf(() => hashes.check(made, undefined))).toBe(1);
    expect(await workOf(() => hashes.check('no hash at all', password))).toBe(1);
  });

  it('of nobody matches nothing, not even no password', async () => {
    for (const typed of ['', password, undefined])
      expect(await hashes.check(undefined, typed)).toEqual({ matches: false, isWeaker: false });
  });

  it('is refused where fifty wait already, and the others are done', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, () => hashes.check(undefined, password)),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(8);
    expect(refused).toMatchObject(refused.map(() => ({ reason: { code: 'OVERLOADED' } })));
  });
});
