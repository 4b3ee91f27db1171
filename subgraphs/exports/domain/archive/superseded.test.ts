import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import { describe, expect, it } from 'vitest';
import { isSuperseded } from './superseded.ts';

const now = Date.parse('2026-03-02T06:00:00Z');
const name = { sensorId: 'a', day: '2026-03-01', isReplayed: false };
const sha = (letter: string): string => letter.repeat(64);
const file = {
  ...{ ...name, revision: 3, sha256: sha('c'), rows: 1, bytes: 10 },
  ...{ change: 9, builtAt: now - hourMs },
};
const isGone = (revision: number, letter: string, builtAt = file.builtAt, modifiedAt = now - hourMs) =>
  isSuperseded({ ...name, revision, sha256: sha(letter) }, { modifiedAt, file: { ...file, builtAt } }, now);

describe('a build of the archive', () => {
  it('is never superseded while its row tells of it, however old it is', () => {
    expect(isGone(3, 'c', 0, 0)).toBe(false);
  });

  it('is superseded an hour after the next one, and at once by the one after that', () => {
    expect([isGone(2, 'b'), isGone(2, 'b', now - hourMs + 1), isGone(1, 'a', now)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('is superseded where another of its revision was told of, and where it holds again what stood once', () => {
    expect([isGone(3, 'x'), isGone(1, 'c')]).toEqual([true, true]);
  });

  it('that nobody told of yet waits a day for its row', () => {
    expect([isGone(4, 'd'), isGone(4, 'd', 0, now - 24 * hourMs)]).toEqual([false, true]);
    const build = { ...name, revision: 1, sha256: sha('a') };
    const untold = (modifiedAt: number) => isSuperseded(build, { modifiedAt, file: undefined }, now);
    expect([untold(now), untold(now - 24 * hourMs)]).toEqual([false, true]);
  });
});
