import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { describe, expect, it } from 'vitest';
import { bytesARow, createBodyToll } from './body-toll.ts';

const caller: Caller = { ...anonymous, kind: 'key', id: 'key:1', role: 'AUTHENTICATED', scopes: ['ingest'] };
const visitor = { caller, from: '192.0.2.1' };

const open = (rowsPerMinute = 10) =>
  createBodyToll({ cache: openMemoryCache(), rowsPerMinute, log: createLog('silent') });
const outcome = (paying: Promise<void>): Promise<unknown> =>
  paying.then(
    () => 'paid',
    ({ code }: { readonly code: unknown }) => code,
  );

/** Everything that a row can have, as somebody writes it who wants to read it. */
const generous = JSON.stringify(
  {
    sensorId: 'network-of-the-city-00000000000000000001',
    quantity: 'PM25',
    periodStart: '2026-11-23T06:00:00.000+01:00',
    periodEnd: '2026-11-23T07:00:00.000+01:00',
    value: 12.345678901234567,
    unit: 'MICROGRAM_PER_CUBIC_METRE',
    channels: Array.from({ length: 6 }, (_, nth) => ({ name: `channel_${nth}`, value: 12.345678901234567 })),
    variant: 'CF_ATM',
    sourceFlag: 'SUSPECT',
    source: 'x'.repeat(200),
    replay: {
      originalPeriodStart: '2023-11-23T06:00:00.000+01:00',
      originalPeriodEnd: '2023-11-23T07:00:00.000+01:00',
    },
  },
  undefined,
  2,
);

describe('what a body costs', () => {
  it('is less than its rows do, also where they are generous', () => {
    expect(generous.length).toBeGreaterThan(1_000);
    expect(generous.length).toBeLessThan(bytesARow);
  });

  it('is one at the least, and one more for each row that it could hold', async () => {
    const toll = open();
    expect(await outcome(toll(visitor)(0))).toBe('paid');
    expect(await outcome(toll(visitor)(8 * bytesARow + 1))).toBe('paid');
    expect(await outcome(toll(visitor)(0))).toBe('RATE_LIMITED');
  });

  it('is paid once, as more of it becomes known', async () => {
    const toll = open();
    const pay = toll(visitor);
    for (const rows of [0, 1, 4, 9]) expect(await outcome(pay(rows * bytesARow))).toBe('paid');
    expect(await outcome(toll(visitor)(bytesARow))).toBe('paid');
    expect(await outcome(toll(visitor)(0))).toBe('RATE_LIMITED');
  });

  it('is never more than a minute has', async () => {
    const toll = open();
    expect(await outcome(toll(visitor)(1_000 * bytesARow))).toBe('paid');
    expect(await outcome(toll(visitor)(0))).toBe('RATE_LIMITED');
  });

  it('is each account’s and key’s own, and nothing to our own services', async () => {
    const toll = open(1);
    expect(await outcome(toll(visitor)(0))).toBe('paid');
    expect(await outcome(toll({ ...visitor, caller: { ...caller, id: 'key:2' } })(0))).toBe('paid');
    const ours = { caller: service('replay'), from: undefined };
    for (let call = 0; call < 3; call += 1) expect(await outcome(toll(ours)(1e9))).toBe('paid');
  });
});
