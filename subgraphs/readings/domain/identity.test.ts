import type { ReportedReading } from '@aqmrg/schema/events/readings.ts';
import { describe, expect, it } from 'vitest';
import { contentHash, evolve } from './identity.ts';

const makeReport = (fields: Partial<ReportedReading> = {}): ReportedReading => ({
  quantity: 'PM25',
  periodStart: 0,
  periodEnd: 3_600_000,
  value: 10,
  unit: 'MICROGRAM_PER_CUBIC_METRE',
  ...fields,
});
const at = (offset: number, contentHash: string, index = 0) => ({
  reportedAt: { partition: 0, offset, index },
  contentHash,
});

describe('the content hash', () => {
  it('does not depend on the order of fields or channels', () => {
    const channels = [
      { name: 'a', value: 1 },
      { name: 'b', value: 2 },
    ];
    const one = contentHash(makeReport({ channels, variant: 'ATM' }));
    expect(contentHash({ variant: 'ATM', ...makeReport(), channels: channels.toReversed() })).toBe(one);
    expect(one).toHaveLength(22);
  });

  it.each([
    { value: 10.1 },
    { unit: 'MILLIGRAM_PER_CUBIC_METRE' },
    { variant: 'CF_1' },
    { sourceFlag: 'FAIL' },
    { source: 'AirNow' },
    { channels: [{ name: 'a', value: 10 }] },
    { replayOf: { periodStart: 0, periodEnd: 1 } },
  ] satisfies Partial<ReportedReading>[])('differs with %j', (fields) => {
    expect(contentHash(makeReport(fields))).not.toBe(contentHash(makeReport()));
  });
});

describe('an incoming report', () => {
  it.each([
    ['added', undefined, at(5, 'x')],
    ['redelivery', at(5, 'x'), at(5, 'x')],
    ['duplicate', at(5, 'x'), at(6, 'x')],
    ['duplicate', at(5, 'x'), at(4, 'x')],
    ['revised', at(5, 'x'), at(6, 'y')],
    ['revised', at(5, 'x', 1), at(5, 'y', 2)],
    ['stale', at(5, 'x'), at(4, 'y')],
  ])('is %s', (evolution, current, incoming) => {
    expect(evolve(current, incoming)).toBe(evolution);
  });
});
