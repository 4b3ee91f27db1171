import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, type SensorAtTheDoor } from './refuse.ts';
import type { Reporter } from './reporters.ts';

const now = Date.parse('2026-11-23T06:00:00Z');
const sensors: Record<string, SensorAtTheDoor> = {
  s1: { quantities: ['PM25', 'O3'], retired: false, networkId: 'n1', organisation: 'ours' },
  gone: { quantities: ['PM25'], retired: true, networkId: 'n1', organisation: 'ours' },
  undeclared: { quantities: [], retired: false, networkId: 'n1', organisation: 'ours' },
  foreign: { quantities: ['PM25'], retired: true, networkId: 'n2', organisation: 'theirs' },
};
const reporter: Reporter = {
  kind: 'key',
  role: 'AUTHENTICATED',
  organisation: 'ours',
  scopes: ['ingest'],
  networks: null,
};
const door = {
  find: (id: string) => (Object.hasOwn(sensors, id) ? sensors[id] : undefined),
  reporter,
  now,
};

const makeRow = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  sensorId: 's1',
  quantity: 'PM25',
  periodStart: '2026-11-23T04:00:00Z',
  periodEnd: '2026-11-23T05:00:00Z',
  value: 12.5,
  unit: 'MICROGRAM_PER_CUBIC_METRE',
  ...fields,
});

describe('the door', () => {
  it('takes a whole row, with times as text or as milliseconds', () => {
    const asText = judge(makeRow(), door);
    const asNumbers = judge(
      makeRow({ periodStart: now - 7_200_000, periodEnd: now - 3_600_000, channels: null, source: null }),
      door,
    );
    expect(asText).toEqual({
      kind: 'accepted',
      sensorId: 's1',
      reading: {
        quantity: 'PM25',
        periodStart: now - 7_200_000,
        periodEnd: now - 3_600_000,
        value: 12.5,
        unit: 'MICROGRAM_PER_CUBIC_METRE',
      },
    });
    expect(asNumbers).toEqual(asText);
  });

  it('keeps channels, variant, source, flag and the replayed period', () => {
    const verdict = judge(
      makeRow({
        channels: [{ name: 'a', value: 12 }],
        variant: 'CF_1',
        sourceFlag: 'SUSPECT',
        source: 'AirNow',
        replay: { originalPeriodStart: '2023-11-23T04:00:00Z', originalPeriodEnd: '2023-11-23T05:00:00Z' },
      }),
      door,
    );
    expect(verdict).toMatchObject({
      kind: 'accepted',
      reading: {
        channels: [{ name: 'a', value: 12 }],
        variant: 'CF_1',
        sourceFlag: 'SUSPECT',
        source: 'AirNow',
        replayOf: { periodStart: Date.parse('2023-11-23T04:00:00Z') },
      },
    });
  });

  it.each([
    [{ sensorId: 'nobody' }, 'sensorId', 'UNKNOWN_SENSOR'],
    [{ sensorId: '__proto__' }, 'sensorId', 'UNKNOWN_SENSOR'],
    [{ sensorId: 'foreign' }, 'sensorId', 'NOT_YOURS'],
    [{ sensorId: 'gone' }, 'sensorId', 'RETIRED_SENSOR'],
    [{ quantity: 'NO2', unit: 'PARTS_PER_BILLION' }, 'quantity', 'WRONG_QUANTITY'],
    [{ unit: 'PARTS_PER_BILLION' }, 'unit', 'WRONG_UNIT'],
    [{ value: 'NaN' }, 'value', 'NOT_FINITE'],
    [{ value: '-Infinity' }, 'value', 'NOT_FINITE'],
    [{ value: Number.NaN }, 'value', 'NOT_FINITE'],
    [{ value: -999 }, 'value', 'MISSING_VALUE'],
    [{ value: -9999.0 }, 'value', 'MISSING_VALUE'],
    [{ value: null }, 'value', 'MISSING_VALUE'],
    [{ periodEnd: '2026-11-23T03:00:00Z' }, 'periodEnd', 'PERIOD_REVERSED'],
    [{ periodEnd: '2026-11-23T04:00:00Z' }, 'periodEnd', 'PERIOD_REVERSED'],
    [{ periodStart: '2026-10-01T00:00:00Z' }, 'periodEnd', 'PERIOD_TOO_LONG'],
    [{ periodEnd: now + 300_001 }, 'periodEnd', 'PERIOD_IN_FUTURE'],
    [{ value: '12.5' }, 'value', 'MALFORMED'],
    [{ value: undefined }, 'value', 'MALFORMED'],
    [{ periodStart: '2026-11-23 04:00:00Z' }, 'periodStart', 'MALFORMED'],
    [{ periodStart: '2026-11-23T04:00:00' }, 'periodStart', 'MALFORMED'],
    [{ periodStart: '2026-02-30T04:00:00Z' }, 'periodStart', 'MALFORMED'],
    [{ periodStart: 1_795_000_000 }, 'periodStart', 'MALFORMED'],
    [{ unit: 'µg/m³' }, 'unit', 'MALFORMED'],
    [{ quantity: 'PM2.5' }, 'quantity', 'MALFORMED'],
    [{ varient: 'CF_1' }, 'varient', 'MALFORMED'],
    [{ variant: 'cf_1' }, 'variant', 'MALFORMED'],
    [{ channels: [{ name: 'a', value: null }] }, 'channels.0.value', 'MISSING_VALUE'],
    [{ channels: [{ name: 'a', value: -999 }] }, 'channels.0.value', 'MISSING_VALUE'],
    [{ channels: [{ value: 1 }] }, 'channels.0.name', 'MALFORMED'],
    [{ replay: {} }, 'replay.originalPeriodStart', 'MALFORMED'],
  ])('refuses %j: %s is %s', (fields, field, code) => {
    const verdict = judge(makeRow(fields), door);
    expect(verdict).toMatchObject({ kind: 'refused', field, code });
    expect((verdict as { message: string }).message).toMatch(/: |\.$/);
  });

  it('takes small negatives, and a period that ends a little ahead', () => {
    expect(judge(makeRow({ value: -3.2 }), door).kind).toBe('accepted');
    expect(judge(makeRow({ periodEnd: now + 300_000 }), door).kind).toBe('accepted');
  });

  it('takes any quantity of a sensor that declared none', () => {
    expect(judge(makeRow({ sensorId: 'undeclared', quantity: 'PM10' }), door).kind).toBe('accepted');
  });

  it('gives a verdict on whatever comes, and never lets in what is not finite or has no period', () => {
    const wild = fc.oneof(
      fc.anything(),
      fc.record(
        Object.fromEntries(
          Object.keys(makeRow()).map((name) => [name, fc.oneof(fc.anything(), fc.constant(makeRow()[name]))]),
        ),
      ),
    );
    fc.assert(
      fc.property(wild, (row) => {
        const verdict = judge(row, door);
        if (verdict.kind === 'refused') {
          expect(verdict.message).not.toBe('');
          return;
        }
        expect(Number.isFinite(verdict.reading.value)).toBe(true);
        expect(verdict.reading.periodEnd).toBeGreaterThan(verdict.reading.periodStart);
      }),
    );
  });
});
