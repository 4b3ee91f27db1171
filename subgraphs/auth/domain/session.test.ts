import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiryOf, judgeRefresh, type Session } from './session.ts';

const dayMs = 86_400_000;
const idleMs = 30 * dayMs;
const session: Session = {
  id: 's',
  accountId: 'a',
  startedAt: 0,
  lastUsedAt: 0,
  expiresAt: idleMs,
  revokedAt: null,
  address: null,
};
const shown = { usedAt: null, session, accountStatus: 'ACTIVE' as const };

describe('a refresh token', () => {
  it('is changed for another once, and shown again it gives a copy away', () => {
    expect(judgeRefresh(shown, 5)).toBe('rotate');
    expect(judgeRefresh({ ...shown, usedAt: 4 }, 5)).toBe('reused');
  });

  it('that nobody issued, or of a session that is over, is refused without more ado', () => {
    expect(judgeRefresh(undefined, 5)).toBe('refused');
    for (const usedAt of [null, 4]) {
      expect(judgeRefresh({ ...shown, usedAt, session: { ...session, revokedAt: 4 } }, 5)).toBe('refused');
      expect(judgeRefresh({ ...shown, usedAt }, idleMs)).toBe('refused');
      expect(judgeRefresh({ ...shown, usedAt }, idleMs - 1)).not.toBe('refused');
    }
  });

  it.each(['PENDING', 'SUSPENDED'] as const)('of an account that is %s is refused', (accountStatus) => {
    expect(judgeRefresh({ ...shown, accountStatus }, 5)).toBe('refused');
  });
});

type Act =
  | { readonly act: 'refresh'; readonly token: number }
  | { readonly act: 'wait'; readonly ms: number }
  | { readonly act: 'revoke' };

/** One session with all the tokens that it ever gave, moved by the rules alone. */
const play = (acts: readonly Act[]) => {
  let now = 0;
  let held: Session = session;
  const used: (number | null)[] = [null];
  const outcomes: { readonly now: number; readonly token: number; readonly came: string }[] = [];
  for (const move of acts) {
    if (move.act === 'wait') now += move.ms;
    else if (move.act === 'revoke') held = { ...held, revokedAt: held.revokedAt ?? now };
    else {
      const token = move.token % (used.length + 1);
      const known =
        token < used.length ? { ...shown, usedAt: used[token] ?? null, session: held } : undefined;
      const came = judgeRefresh(known, now);
      if (came === 'rotate') {
        used[token] = now;
        used.push(null);
        held = { ...held, lastUsedAt: now, expiresAt: expiryOf(held.startedAt, now, idleMs) };
      }
      if (came === 'reused') held = { ...held, revokedAt: now };
      outcomes.push({ now, token, came });
    }
  }
  return { outcomes, used, held };
};

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('refresh' as const), token: fc.nat(12) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.nat(40 * dayMs) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('revoke' as const) }) },
);

describe('a session', () => {
  it('has one token that works at any time, ends for good with the first copy, and lasts no longer than a year', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const { outcomes, used, held } = play(acts);
        expect(used.filter((at) => at === null)).toHaveLength(1);
        const rotations = outcomes.filter(({ came }) => came === 'rotate');
        expect(rotations.map(({ token }) => token)).toEqual(rotations.map((_, index) => index));
        const end = outcomes.findIndex(({ came }) => came === 'reused');
        if (end >= 0) expect(outcomes.slice(end + 1).every(({ came }) => came === 'refused')).toBe(true);
        for (const { now } of rotations) expect(now).toBeLessThan(365 * dayMs);
        expect(held.expiresAt).toBeLessThanOrEqual(365 * dayMs);
        let last = 0;
        for (const { now } of rotations) {
          expect(now - last).toBeLessThan(idleMs);
          last = now;
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('reaches each of its outcomes in such a play', () => {
    const seen = new Set(
      fc
        .sample(fc.array(act, { minLength: 20, maxLength: 60 }), { numRuns: 200, seed: 5 })
        .flatMap((acts) => play(acts).outcomes.map(({ came }) => came)),
    );
    expect([...seen].sort()).toEqual(['refused', 'reused', 'rotate']);
  });
});
