import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besides } from '../../../testing/besides.ts';
import { makeFileSensor } from '../../../testing/file-sensors.ts';
import { makeRequest } from '../../../testing/requests.ts';

describe('sensors.csv', () => {
  it('is what is known of each, in order, with what AQCSV calls them', () => {
    const sensors = [
      makeFileSensor({ id: 'b', facts: { name: 'Kigali, "KN 1"', country: 'RW' } }),
      makeFileSensor(),
    ];
    const [first, second] = parse(
      besides(makeRequest({ format: 'AQCSV' }), { sensors }).textOf('sensors.csv'),
      {
        columns: true,
      },
    ) as Record<string, string>[];
    expect(first).toMatchObject({ sensorId: 'airqo-1', latitude: '0.3476', reportingInterval: 'PT1H' });
    expect(second).toMatchObject({ sensorId: 'b', name: 'Kigali, "KN 1"' });
    expect(second?.aqcsvSite).toMatch(/^646\d{9}$/);
  });

  it('begins no text as a formula does, and leaves numbers as they are', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('=1+1', '+a', '-b', '@c', '\t=d', "'", '"', 'a\r\nb,c'),
    );
    const fact = fc.option(text);
    fc.assert(
      fc.property(
        fact,
        fact,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (name, maker, latitude) => {
          const sensors = [makeFileSensor({ facts: { name, maker, latitude } })];
          const rows = parse(besides(makeRequest(), { sensors }).textOf('sensors.csv'), { columns: true });
          const [row] = rows as Record<string, string>[];
          expect(rows).toHaveLength(1);
          expect(Number(row?.latitude)).toBe(latitude + 0);
          for (const [cell, said] of [
            [row?.name, name ?? ''],
            [row?.maker, maker ?? ''],
          ]) {
            expect(cell).not.toMatch(/^[=+@\t\r-]/);
            expect(cell === said || cell === `'${said}`).toBe(true);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
