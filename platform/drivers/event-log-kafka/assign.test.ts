import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assign, type Member } from './assign.ts';

const members = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({ id: fc.constant(id), owned: fc.uniqueArray(fc.integer({ min: 0, max: 20 })) }),
      ),
    ),
  );

it('gives every partition to one member, and to each about as many', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), members, (partitions, all) => {
      const given = assign(partitions, all as readonly Member[]);
      expect([...given.keys()].sort()).toEqual(all.map(({ id }) => id).sort());
      expect([...given.values()].flat().sort((a, b) => a - b)).toEqual(
        Array.from({ length: partitions }, (_, i) => i),
      );
      const sizes = [...given.values()].map((some) => some.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

it('changes nothing while nobody comes or goes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), members, (partitions, all) => {
      const before = assign(partitions, all as readonly Member[]);
      const again = all.map(({ id }) => ({ id, owned: before.get(id) ?? [] })).reverse();
      const sorted = (given: typeof before) =>
        Object.fromEntries([...given].map(([id, some]) => [id, [...some].sort((a, b) => a - b)]));
      expect(sorted(assign(partitions, again))).toEqual(sorted(before));
    }),
  );
});

it('takes from those who stay only what the newcomer is due', () => {
  const alone = assign(12, [{ id: 'a', owned: [] }]);
  const two = assign(12, [
    { id: 'a', owned: alone.get('a') ?? [] },
    { id: 'b', owned: [] },
  ]);
  expect(two.get('a')).toEqual([0, 1, 2, 3, 4, 5]);
  expect(assign(12, [{ id: 'b', owned: two.get('b') ?? [] }]).get('b')).toHaveLength(12);
});
