import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { describe, expect, it } from 'vitest';
import { log } from '../testing/open-room.ts';
import { createLockOut } from './lock-out.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

const open = (triesPerMinute = 1_000_000) => {
  const clock = { now: 1_000_000 };
  const keys: string[] = [];
  const cache = openMemoryCache({ now: () => clock.now });
  const seen = <A extends readonly [string, ...unknown[]], R>(does: (...args: A) => R) => {
    return (...args: A): R => {
      keys.push(args[0]);
      return does(...args);
    };
  };
  const seenCache = { ...cache, count: seen(cache.count), get: seen(cache.get), set: seen(cache.set) };
  const now = () => clock.now;
  const addressesOf = async () => [];
  const lockOut = createLockOut({ cache: seenCache, triesPerMinute, addressesOf, now, log });
  return { clock, keys, lockOut };
};

type LockOut = ReturnType<typeof open>['lockOut'];
const wrong = async (lockOut: LockOut, email: string, from: string, times: number): Promise<string[]> => {
  const kinds: string[] = [];
  for (let count = 0; count < times; count += 1) kinds.push((await lockOut.atAccount(email, from)).kind);
  return kinds;
};
const right = async (lockOut: LockOut, email: string, from: string): Promise<string> => {
  const attempt = await lockOut.atAccount(email, from);
  if (attempt.kind === 'try') await attempt.succeeded();
  return attempt.kind;
};
const tries = (count: number): string[] => Array.from({ length: count }, () => 'try');

describe('tries at one account from one address', () => {
  it('are five in a quarter of an hour, then a wait that is told', async () => {
    const { clock, lockOut } = open();
    expect(await wrong(lockOut, 'ana', '192.0.2.1', 6)).toEqual([...tries(5), 'locked-out']);
    clock.now += 5 * minuteMs;
    expect(await lockOut.atAccount('ana', '192.0.2.1')).toEqual({
      kind: 'locked-out',
      isNews: false,
      retryAfterSeconds: 600,
    });
    clock.now += 10 * minuteMs;
    expect(await right(lockOut, 'ana', '192.0.2.1')).toBe('try');
  });

  it('at the same moment are five all the same', async () => {
    const { lockOut } = open();
    const all = await Promise.all(Array.from({ length: 100 }, () => lockOut.atAccount('ana', '192.0.2.1')));
    expect(all.filter(({ kind }) => kind === 'try')).toHaveLength(5);
  });

  it('begin anew after a right one', async () => {
    const { lockOut } = open();
    await wrong(lockOut, 'ana', '192.0.2.1', 4);
    expect(await right(lockOut, 'ana', '192.0.2.1')).toBe('try');
    expect(await wrong(lockOut, 'ana', '192.0.2.1', 6)).toEqual([...tries(5), 'locked-out']);
  });

  it('lock nobody else out: neither the owner at another address nor another account', async () => {
    const { lockOut } = open();
    await wrong(lockOut, 'ana', '192.0.2.1', 30);
    expect(await right(lockOut, 'ana', '192.0.2.2')).toBe('try');
    expect(await right(lockOut, 'ben', '192.0.2.1')).toBe('try');
  });

  it('are those of one network where the address is of IPv6', async () => {
    const { lockOut } = open();
    const kinds: string[] = [];
    for (let host = 1; host <= 6; host += 1)
      kinds.push(...(await wrong(lockOut, 'ana', `2001:db8:1:2::${host}`, 1)));
    expect(kinds.at(-1)).toBe('locked-out');
    expect(await wrong(lockOut, 'ana', '2001:db8:1:3::1', 1)).toEqual(tries(1));
  });
});

describe('tries at one account', () => {
  it('are fifty in a day, from however many addresses', async () => {
    const { clock, lockOut } = open();
    const kinds: string[] = [];
    for (let host = 0; host < 60; host += 1)
      kinds.push(...(await wrong(lockOut, 'ana', `198.51.100.${host}`, 1)));
    expect(kinds.filter((kind) => kind === 'try')).toHaveLength(50);
    expect(kinds.slice(50)).toEqual(Array.from({ length: 10 }, () => 'locked-out'));
    expect(await wrong(lockOut, 'ben', '203.0.113.1', 1)).toEqual(tries(1));
    clock.now += dayMs;
    expect(await wrong(lockOut, 'ana', '203.0.113.1', 1)).toEqual(tries(1));
  });

  it('from a locked address do not count: one address alone cannot lock all others out', async () => {
    const { lockOut } = open();
    await wrong(lockOut, 'ana', '192.0.2.1', 45);
    expect(await wrong(lockOut, 'ana', '192.0.2.2', 1)).toEqual(tries(1));
  });

  it('from one address are five of the fifty, however long it goes on: it takes ten to lock all others out', async () => {
    const { clock, lockOut } = open();
    for (let quarter = 0; quarter < 40; quarter += 1) {
      await wrong(lockOut, 'ana', '192.0.2.1', 6);
      clock.now += 15 * minuteMs;
    }
    expect(await wrong(lockOut, 'ana', '192.0.2.2', 1)).toEqual(tries(1));
  });

  it('from one home are five of the fifty, through however many networks, and a hundred in a day', async () => {
    const { lockOut } = open();
    const kinds: string[] = [];
    for (let network = 0; network < 0x80; network += 1)
      kinds.push(...(await wrong(lockOut, 'ana', `2001:db8:7:${network.toString(16)}::1`, 1)));
    expect(kinds.filter((kind) => kind === 'try')).toHaveLength(100);
    expect(kinds.slice(0, 100)).toEqual(tries(100));
    expect(await wrong(lockOut, 'ben', '2001:db8:7:ff::1', 1)).toEqual(tries(1));
    // forty-five are left to all others
    for (let host = 0; host < 44; host += 1) await wrong(lockOut, 'ana', `198.51.100.${host}`, 1);
    expect(await wrong(lockOut, 'ana', '203.0.113.1', 2)).toEqual(['try', 'locked-out']);
  });

  it('from one address are fifty in a day', async () => {
    const { clock, lockOut } = open();
    const kinds: string[] = [];
    for (let quarter = 0; quarter < 11; quarter += 1) {
      kinds.push(...(await wrong(lockOut, 'ana', '192.0.2.1', 5)));
      clock.now += 15 * minuteMs;
    }
    expect(kinds).toEqual([...tries(50), ...Array.from({ length: 5 }, () => 'locked-out')]);
  });

  it('lock nobody out of where they got in before, for ninety days', async () => {
    const { clock, lockOut } = open();
    await right(lockOut, 'ana', '192.0.2.1');
    clock.now += 89 * dayMs;
    for (let host = 0; host < 60; host += 1) await wrong(lockOut, 'ana', `198.51.100.${host}`, 1);
    expect(await wrong(lockOut, 'ana', '192.0.2.9', 1)).toEqual(['locked-out']);
    expect(await wrong(lockOut, 'ana', '192.0.2.1', 6)).toEqual([...tries(5), 'locked-out']);
    clock.now += dayMs;
    expect(await right(lockOut, 'ana', '192.0.2.1')).toBe('try');
  });

  it('lock them out of there where they were not for longer', async () => {
    const { clock, lockOut } = open();
    await right(lockOut, 'ana', '192.0.2.1');
    clock.now += 90 * dayMs;
    for (let host = 0; host < 60; host += 1) await wrong(lockOut, 'ana', `198.51.100.${host}`, 1);
    expect(await right(lockOut, 'ana', '192.0.2.1')).toBe('locked-out');
  });

  it('that were right do not count', async () => {
    const { lockOut } = open();
    for (let times = 0; times < 120; times += 1)
      expect(await right(lockOut, 'ana', `192.0.2.${times % 3}`)).toBe('try');
  });

  it('are forgotten when its password was set anew', async () => {
    const { lockOut } = open();
    for (let host = 0; host < 60; host += 1) await wrong(lockOut, 'ana', `198.51.100.${host}`, 1);
    await lockOut.forgive('ana');
    const kinds: string[] = [];
    for (let host = 100; host < 151; host += 1)
      kinds.push(...(await wrong(lockOut, 'ana', `198.51.100.${host}`, 1)));
    expect(kinds).toEqual([...tries(50), 'locked-out']);
  });

  it('that was never tried at can be forgiven', async () => {
    const { lockOut } = open();
    await lockOut.forgive('ana');
    expect(await wrong(lockOut, 'ana', '192.0.2.1', 6)).toEqual([...tries(5), 'locked-out']);
  });
});

describe('tries from one address', () => {
  it('are fifty in a quarter of an hour, at however many accounts', async () => {
    const { clock, lockOut } = open();
    const kinds: string[] = [];
    for (let index = 0; index < 55; index += 1)
      kinds.push(...(await wrong(lockOut, `person-${index}`, '192.0.2.1', 1)));
    expect(kinds.filter((kind) => kind === 'try')).toHaveLength(50);
    expect(await lockOut.atAll('192.0.2.1')).toMatchObject({ kind: 'locked-out' });
    clock.now += 15 * minuteMs;
    expect((await lockOut.atAll('192.0.2.1')).kind).toBe('try');
  });

  it('to sign up are twenty in an hour', async () => {
    const { lockOut } = open();
    const kinds: string[] = [];
    for (let times = 0; times < 21; times += 1) kinds.push((await lockOut.toSignUp('192.0.2.1')).kind);
    expect(kinds).toEqual([...tries(20), 'locked-out']);
  });
});

describe('tries of any kind from one address', () => {
  it('are so many in a minute, right or wrong', async () => {
    const { clock, lockOut } = open(4);
    expect(await right(lockOut, 'ana', '192.0.2.1')).toBe('try');
    expect((await lockOut.atAll('192.0.2.1')).kind).toBe('try');
    expect((await lockOut.toSignUp('192.0.2.1')).kind).toBe('try');
    expect((await lockOut.atAll('192.0.2.1')).kind).toBe('try');
    expect(await right(lockOut, 'ana', '192.0.2.1')).toBe('locked-out');
    expect((await lockOut.atAll('192.0.2.1')).kind).toBe('locked-out');
    expect((await lockOut.toSignUp('192.0.2.1')).kind).toBe('locked-out');
    expect(await right(lockOut, 'ana', '192.0.2.2')).toBe('try');
    clock.now += minuteMs;
    expect(await right(lockOut, 'ana', '192.0.2.1')).toBe('try');
  });

  it('leave out sessions that are to go on', async () => {
    const { lockOut } = open(2);
    for (let times = 0; times < 3; times += 1) await lockOut.atAll('192.0.2.1');
    expect((await lockOut.toRefresh('192.0.2.1')).kind).toBe('try');
  });
});

describe('sessions of one address that are to go on', () => {
  it('are never too many, nor at one moment: dashboards behind one address are many', async () => {
    const { lockOut } = open(2);
    const atOnce = await Promise.all(Array.from({ length: 50 }, () => lockOut.toRefresh('192.0.2.1')));
    expect(atOnce.map(({ kind }) => kind)).toEqual(tries(50));
  });

  it('and cannot, are so many in a minute', async () => {
    const { clock, lockOut } = open(3);
    const fail = async () => {
      const attempt = await lockOut.toRefresh('192.0.2.1');
      if (attempt.kind === 'try') await attempt.failed();
      return attempt.kind;
    };
    expect([await fail(), await fail(), await fail(), await fail()]).toEqual([...tries(3), 'locked-out']);
    clock.now += 20_000;
    expect(await lockOut.toRefresh('192.0.2.1')).toEqual({ kind: 'locked-out', retryAfterSeconds: 40 });
    expect((await lockOut.toRefresh('192.0.2.2')).kind).toBe('try');
    clock.now += 40_000;
    expect(await fail()).toBe('try');
  });

  it('and cannot, at one moment, count all', async () => {
    const { lockOut } = open(3);
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const attempt = await lockOut.toRefresh('192.0.2.1');
        if (attempt.kind === 'try') await attempt.failed();
      }),
    );
    expect((await lockOut.toRefresh('192.0.2.1')).kind).toBe('locked-out');
  });
});

describe('a refusal', () => {
  it('is news once in a quarter of an hour, of the pair, the address and the account each', async () => {
    const { clock, lockOut } = open();
    const news = async (email: string, from: string): Promise<boolean | undefined> => {
      const attempt = await lockOut.atAccount(email, from);
      return attempt.kind === 'locked-out' ? attempt.isNews : undefined;
    };
    await wrong(lockOut, 'ana', '192.0.2.1', 5);
    expect(await news('ana', '192.0.2.1')).toBe(true);
    expect(await news('ana', '192.0.2.1')).toBe(false);
    for (let index = 0; index < 50; index += 1) await wrong(lockOut, `person-${index}`, '192.0.2.1', 1);
    expect(await news('ben', '192.0.2.1')).toBe(false);
    expect(await news('carl', '192.0.2.1')).toBe(false);
    clock.now += 15 * minuteMs;
    await wrong(lockOut, 'ana', '192.0.2.1', 5);
    expect(await news('ana', '192.0.2.1')).toBe(true);
  });
});

it('the cache is given no e-mail address', async () => {
  const { lockOut, keys } = open();
  await wrong(lockOut, 'ana@example.org', '192.0.2.1', 1);
  await right(lockOut, 'ana@example.org', '192.0.2.1');
  expect(keys.length).toBeGreaterThan(10);
  expect(keys.join()).not.toContain('ana');
});
