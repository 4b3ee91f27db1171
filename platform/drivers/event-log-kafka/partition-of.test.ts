import { murmur2 as theirs } from '@platformatic/kafka';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { partitionOf } from './partition-of.ts';

const many = 0x7fffffff;

it('gives the partitions that the Java client gives', () => {
  // Kafka's own UtilsTest.testMurmur2
  const cases: Readonly<Record<string, number>> = {
    '21': -973932308,
    foobar: -790332482,
    'a-little-bit-long-string': -985981536,
    'a-little-bit-longer-string': -1486304829,
    lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8: -58897971,
    abc: 479470107,
  };
  for (const [key, hash] of Object.entries(cases)) {
    expect(partitionOf(Buffer.from(key), many), key).toBe((hash & 0x7fffffff) % many);
  }
});

it('gives any key the partition that the library gives it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 200 }), (key, partitions) => {
      const bytes = Buffer.from(key);
      expect(partitionOf(bytes, partitions)).toBe((theirs(bytes) & 0x7fffffff) % partitions);
    }),
  );
});

it('spreads sensors evenly', () => {
  const counts = new Array<number>(12).fill(0);
  for (let i = 0; i < 12_000; i++) {
    const partition = partitionOf(Buffer.from(`sensor-${i}`), 12);
    counts[partition] = (counts[partition] as number) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(Math.max(...counts)).toBeLessThan(1150);
});
