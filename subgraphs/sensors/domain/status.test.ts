import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onlineUntil, statusAt } from './status.ts';

const minute = 60_000;
const hour = 60 * minute;
const seen = Date.UTC(2026, 10, 23, 6);

describe('how long a sensor counts as online', () => {
  it.each([
    ['hourly', hour, 4 * hour],
    ['every ten minutes', 10 * minute, 90 * minute],
    ['every two minutes: no less than 15 minutes', 2 * minute, 75 * minute],
    ['daily', 24 * hour, 73 * hour],
    ['unknown: as hourly', null, 4 * hour],
  ])('%s', (_name, interval, expected) => {
    expect(onlineUntil(seen, interval) - seen).toBe(expected);
  });
});

describe('the status of a sensor', () => {
  it('is online up to the last millisecond and offline from the next', () => {
    const sensor = { retired: false, onlineUntil: seen };
    expect([statusAt(sensor, seen), statusAt(sensor, seen + 1)]).toEqual(['ONLINE', 'OFFLINE']);
  });

  it('is offline where nothing was ever heard', () => {
    expect(statusAt({ retired: false, onlineUntil: null }, seen)).toBe('OFFLINE');
  });

  it('stays retired whatever is heard', () => {
    fc.assert(
      fc.property(fc.option(fc.integer()), fc.integer(), (until, now) => {
        expect(statusAt({ retired: true, onlineUntil: until }, now)).toBe('RETIRED');
      }),
    );
  });
});
