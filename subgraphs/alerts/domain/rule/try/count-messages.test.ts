import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMessages, type ToTell } from './count-messages.ts';

const minute = 60_000;
const hour = 60 * minute;
const telling = { groupWaitMs: 0, groupIntervalMs: 5 * minute, repeatMs: null, tellsAllClear: true };
const until = 1_000 * hour;
/** In hours; null: it goes on. */
const went = (...hours: (readonly [fired: number, resolved: number | null])[]): ToTell[] =>
  hours.map(([fired, resolved]) => ({
    firedAt: fired * hour,
    resolvedAt: resolved === null ? null : resolved * hour,
  }));
const count = (group: readonly ToTell[], changes: Partial<Parameters<typeof countMessages>[1]> = {}) =>
  countMessages(group, { ...telling, ...changes }, until);

describe('messages about a group', () => {
  it('are one when it fires, and one when it is over', () => {
    expect(count(went([1, 3]))).toBe(2);
    expect(count(went([1, 3]), { tellsAllClear: false })).toBe(1);
    expect(count(went([1, null]))).toBe(1);
    expect(count([])).toBe(0);
  });

  it('tell together what fires while they wait, and say once that all is over', () => {
    expect(count(went([1, 5], [1.1, 4], [1.2, 3]), { groupWaitMs: hour })).toBe(2);
    expect(count(went([1, 5], [1.1, 4], [1.2, 3]))).toBe(4);
  });

  it('wait for one another with what changed', () => {
    const group = went([1, 9], [1.1, 9], [1.2, 9], [1.3, 9]);
    expect(count(group, { groupIntervalMs: hour })).toBe(3);
  });

  it('begin anew where all was over before', () => {
    expect(count(went([1, 3], [5, 7]))).toBe(4);
    expect(count(went([1, 3], [5, 7]), { tellsAllClear: false })).toBe(2);
  });

  it('come again while it goes on', () => {
    expect(count(went([1, 11]), { repeatMs: 4 * hour })).toBe(4);
    expect(count(went([1, 11]), { repeatMs: 4 * hour, tellsAllClear: false })).toBe(3);
  });

  it('are none after the end', () => {
    expect(countMessages(went([1, 3]), telling, 2 * hour)).toBe(1);
    expect(countMessages(went([1, null]), { ...telling, repeatMs: hour }, 4 * hour)).toBe(4);
  });

  it('are at least one for a group, and two at most for each incident where nothing is repeated', () => {
    const incident = fc.tuple(fc.nat(500), fc.option(fc.nat(100))).map(
      ([fired, length]): ToTell => ({
        firedAt: fired * minute,
        resolvedAt: length === null ? null : (fired + length) * minute,
      }),
    );
    fc.assert(
      fc.property(
        fc.array(incident, { minLength: 1, maxLength: 20 }),
        fc.record({
          groupWaitMs: fc.nat(hour),
          groupIntervalMs: fc.integer({ min: minute, max: hour }),
          tellsAllClear: fc.boolean(),
        }),
        (group, changes) => {
          const messages = count(group, changes);
          expect(messages).toBeGreaterThanOrEqual(1);
          expect(messages).toBeLessThanOrEqual(2 * group.length);
        },
      ),
    );
  });
});
