import { describe, expect, it } from 'vitest';
import { createRing } from './ring.ts';
import type { LiveRecord } from './source.ts';

const record = (offset: number, { partition = 0, size = 1 } = {}): LiveRecord<string> => ({
  position: { partition, offset },
  appendedAt: 1_000 + offset,
  entries: Array.from({ length: size }, (_, i) => `${offset}.${i}`),
});
const offsetsOf = (records: readonly LiveRecord<string>[]) => records.map(({ position }) => position.offset);

describe('the ring', () => {
  it('holds the newest records, and knows who has fallen behind', () => {
    const ring = createRing<string>({ 0: 5 }, 3);
    for (const offset of [5, 6, 7, 8]) ring.push(record(offset));
    expect([ring.first, ring.next]).toEqual([1, 4]);
    expect(offsetsOf(ring.take(1, 10))).toEqual([6, 7, 8]);
    expect(ring.covers({ 0: 6 })).toBe(true);
    expect(ring.covers({ 0: 5 })).toBe(false);
    expect(ring.end).toEqual({ 0: 9 });
  });

  it('counts entries, not records, and holds one record at least', () => {
    const ring = createRing<string>({}, 3);
    ring.push(record(0));
    ring.push(record(1, { size: 2 }));
    expect(ring.first).toBe(0);
    ring.push(record(2, { size: 9 }));
    expect([ring.first, ring.next]).toEqual([2, 3]);
    ring.push(record(3));
    expect(offsetsOf(ring.take(3, 1))).toEqual([3]);
  });

  it('gives one record at least, and no more entries than are asked for beyond it', () => {
    const ring = createRing<string>({}, 100);
    for (const offset of [0, 1, 2]) ring.push(record(offset, { size: 4 }));
    expect(offsetsOf(ring.take(0, 1))).toEqual([0]);
    expect(offsetsOf(ring.take(0, 5))).toEqual([0, 1]);
    expect(offsetsOf(ring.take(3, 5))).toEqual([]);
  });

  it('passes over what it has seen, and knows partitions apart', () => {
    const ring = createRing<string>({}, 2);
    ring.push(record(0));
    ring.push(record(0));
    ring.push(record(0, { partition: 1 }));
    expect(ring.next).toBe(2);
    ring.push(record(1));
    expect(ring.covers({ 1: 0 })).toBe(false);
    expect(ring.covers({ 0: 1 })).toBe(true);
    expect(ring.at).toBe(1_001);
  });
});
