import { expect, it } from 'vitest';
import { makeForecast, monday } from '../testing/builders.ts';
import { createRing, type IssuedRecord } from './ring.ts';

const record = (offset: number, partition = 0): IssuedRecord => ({
  key: 's1',
  value: makeForecast(),
  position: { partition, offset },
  appendedAt: monday + offset,
});

it('holds the newest records, and knows who has fallen behind', () => {
  const ring = createRing({ 0: 5 }, 3);
  for (const offset of [5, 6, 7, 8]) ring.push(record(offset));
  expect([ring.first, ring.next]).toEqual([1, 4]);
  expect([1, 2, 3].map((number) => ring.get(number)?.position.offset)).toEqual([6, 7, 8]);
  expect(ring.covers({ 0: 6 })).toBe(true);
  expect(ring.covers({ 0: 5 })).toBe(false);
  expect(ring.end).toEqual({ 0: 9 });
});

it('passes over what it has seen, and knows partitions apart', () => {
  const ring = createRing({}, 2);
  ring.push(record(0));
  ring.push(record(0));
  ring.push(record(0, 1));
  expect(ring.next).toBe(2);
  ring.push(record(1));
  expect(ring.covers({ 1: 0 })).toBe(false);
  expect(ring.covers({ 0: 1 })).toBe(true);
  expect(ring.at).toBe(monday + 1);
});
