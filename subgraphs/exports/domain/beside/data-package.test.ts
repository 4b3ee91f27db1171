import { Package } from 'datapackage';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besides, hash } from '../../testing/besides.ts';
import { makeFileSensor } from '../../testing/file-sensors.ts';
import { grantedWishes, makeRequest } from '../../testing/requests.ts';

describe('datapackage.json', () => {
  it('is valid, whatever is exported', async () => {
    const now = Date.UTC(2025, 0, 2);
    const fact = fc.option(fc.string());
    await fc.assert(
      fc.asyncProperty(grantedWishes(now), fact, fact, async (request, license, attribution) => {
        const sensors = [makeFileSensor({ facts: { license, attribution } })];
        const text = besides(request, { sensors }).textOf('datapackage.json');
        const loaded = await Package.load(JSON.parse(text), { strict: true });
        expect([loaded.valid, loaded.errors]).toEqual([true, []]);
        expect(loaded.resources).toHaveLength(2);
      }),
      { numRuns: 30 },
    );
  });

  it('tells rows by their hash, and columns by their types', async () => {
    const { textOf } = besides(makeRequest());
    const loaded = await Package.load(JSON.parse(textOf('datapackage.json')), { strict: true });
    const [rows] = loaded.descriptor.resources;
    expect(rows).toMatchObject({
      ...{ name: 'readings.csv.gz', path: 'readings.csv.gz', bytes: 1_234, hash: `sha256:${hash}` },
      ...{ compression: 'gz', profile: 'tabular-data-resource', mediatype: 'application/gzip' },
    });
    const schema = loaded.resources[0]?.schema;
    const row =
      'a,PM25,2024-05-01T00:00:00.000Z,2024-05-01T01:00:00.000Z,2024-05-01T03:00:00.000+03:00,2024-05-01T04:00:00.000+03:00,12.5,MICROGRAM_PER_CUBIC_METRE,GOOD,1,0.3,32.5,Africa/Kampala,,';
    expect(schema?.castRow(row.split(','))).toEqual([
      ...['a', 'PM25'],
      ...[0, 1, 0, 1].map((hour) => new Date(Date.UTC(2024, 4, 1, hour))),
      ...[12.5, 'MICROGRAM_PER_CUBIC_METRE', 'GOOD', 1, 0.3, 32.5, 'Africa/Kampala', null, null],
    ]);
  });
});
