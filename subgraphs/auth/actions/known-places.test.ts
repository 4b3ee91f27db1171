import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryLimits } from '../domain/lock-out.ts';
import type { SessionEnd } from '../domain/session.ts';
import { log } from '../testing/open-room.ts';
import { openSessionBench, type SessionBench } from '../testing/open-sessions.ts';
import { createLockOut } from './lock-out.ts';

const dayMs = 86_400_000;

let bench: SessionBench['bench'];
let t: SessionBench;
beforeAll(async () => {
  t = await openSessionBench();
  ({ bench } = t);
});
afterAll(() => t.ground.close());

/** As a process that was started now has it: its cache is empty, the database is not. */
const restarted = () => {
  const { now, store } = bench;
  const cache = openMemoryCache({ now });
  return createLockOut({ cache, triesPerMinute: 1_000_000, addressesOf: store.addressesOf, now, log });
};
const lockedByStrangers = async (email: string) => {
  const lockOut = restarted();
  for (let host = 0; host < tryLimits.account.tries; host += 1)
    await lockOut.atAccount(email, `198.51.100.${host}`);
  return lockOut;
};
/** Somebody with a session that was last used from there. */
const usualAt = async (address: string) => {
  const credentials = await t.somebody();
  await bench.sessions.begin(credentials, address);
  return credentials.account;
};
const kindAt = async (email: string, from: string): Promise<string> =>
  (await (await lockedByStrangers(email)).atAccount(email, from)).kind;

describe('after a restart, an account that strangers have locked', () => {
  it('is open to its owner where they were last signed in, and nowhere else', async () => {
    const { email } = await usualAt('192.0.2.1');
    expect(await kindAt(email, '192.0.2.1')).toBe('try');
    expect(await kindAt(email, '192.0.2.2')).toBe('locked-out');
  });

  it('is open in the whole network of that address, where it is of IPv6', async () => {
    const { email } = await usualAt('2001:db8:1:2::3');
    expect(await kindAt(email, '2001:db8:1:2:4::5')).toBe('try');
    expect(await kindAt(email, '2001:db8:1:3::3')).toBe('locked-out');
  });

  it('is open for ninety days', async () => {
    const { email } = await usualAt('192.0.2.1');
    bench.clock.now += 90 * dayMs - 1;
    expect(await kindAt(email, '192.0.2.1')).toBe('try');
    bench.clock.now += 1;
    expect(await kindAt(email, '192.0.2.1')).toBe('locked-out');
  });

  it.each<[SessionEnd, string]>([
    ['sign-out', 'try'],
    ['too-many', 'try'],
    ['refresh-reused', 'locked-out'],
    ['password-reset', 'locked-out'],
    ['sign-out-everywhere', 'locked-out'],
  ])('is, after a session that ended by %s, for who comes from there: %s', async (why, kind) => {
    const { id, email } = await usualAt('192.0.2.1');
    await bench.sessions.endAll(id, why);
    expect(await kindAt(email, '192.0.2.1')).toBe(kind);
  });

  it('is open to nobody by the sessions of others', async () => {
    await usualAt('192.0.2.77');
    const { email } = await usualAt('192.0.2.1');
    expect(await kindAt(email, '192.0.2.77')).toBe('locked-out');
    expect(await kindAt('nobody@example.org', '192.0.2.77')).toBe('locked-out');
  });
});
