import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { besides, madeAt, rowsFile } from '../../testing/besides.ts';
import { makeFileSensor } from '../../testing/file-sensors.ts';
import { makeRequest } from '../../testing/requests.ts';
import { columnsOf } from '../files/columns.ts';
import { readRequest } from '../request/read-request.ts';

describe('what lies beside the rows', () => {
  it('is what explains them, each whole by its hash', () => {
    const { files, manifest } = besides(makeRequest());
    expect(files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['sensors.csv', 'text/csv; charset=utf-8; header=present'],
      ['README.md', 'text/markdown; charset=utf-8'],
      ['manifest.json', 'application/json'],
      ['datapackage.json', 'application/json'],
    ]);
    const told = manifest.files.map(({ name }: { name: string }) => name);
    expect(told).toEqual(['readings.csv.gz', 'sensors.csv', 'README.md', 'datapackage.json']);
    for (const file of files.filter(({ name }) => name !== 'manifest.json')) {
      expect(manifest.files).toContainEqual({
        ...{ name: file.name, mediaType: file.mediaType, bytes: Buffer.byteLength(file.text) },
        sha256: createHash('sha256').update(file.text).digest('hex'),
      });
    }
  });

  it('tells what was asked for so that it can be asked for again, and what each column means', () => {
    const request = makeRequest({ sensorIds: ['airqo-1'] });
    const { manifest } = besides(request);
    const { from, to, asOf, ...rest } = manifest.query;
    const again = { ...rest, from: Date.parse(from), to: Date.parse(to), asOf: Date.parse(asOf) };
    expect(readRequest(again, madeAt)).toEqual(request);
    expect(manifest).toMatchObject({ asOf: '2024-07-01T00:00:00.000Z', rows: 7, containsReplayed: false });
    expect(manifest.columns.map(({ name }: { name: string }) => name)).toEqual(
      columnsOf(request).map(({ name }) => name),
    );
  });

  it('promises no more of what was known than what was stored by then', () => {
    const { manifest, readme } = besides(makeRequest());
    for (const text of [manifest.known, readme]) expect(text).toContain('not yet stored');
    const average = { every: 'P1D', aggregates: ['MEAN'], minCoverage: 0.75 } as const;
    const averages = besides(makeRequest({ average }));
    expect([averages.manifest.known, averages.readme]).toEqual([null, expect.not.stringContaining('stored')]);
  });

  it.each([
    [makeRequest(), 'in originalPeriodEnd when it was really measured'],
    [makeRequest({ format: 'AQCSV' }), 'in qualifiers when it was really measured'],
    [
      makeRequest({ average: { every: 'PT1H', aggregates: ['MEAN'], minCoverage: 0.75 } }),
      'Averages do not tell',
    ],
  ])('says of recorded air, in each file that people read, that it is not of now', (request, how) => {
    const { manifest, readme, textOf } = besides(request, { isReplayed: true });
    expect(manifest.containsReplayed).toBe(true);
    for (const text of [manifest.replayed, readme, JSON.parse(textOf('datapackage.json')).description]) {
      expect(text).toContain('RECORDED AIR THAT WAS PLAYED AGAIN');
      expect(text).toContain(how);
    }
    expect(besides(request).readme).not.toContain('WARNING');
  });

  it('names who is to be named, with their sensors', () => {
    const sensors = [
      makeFileSensor({ id: 'b', facts: { license: null, attribution: null } }),
      makeFileSensor({ id: 'a' }),
      makeFileSensor({ id: 'c' }),
      makeFileSensor({
        id: 'd',
        facts: { license: 'Public domain (US government work)', attribution: 'AirNow' },
      }),
    ];
    const { manifest, readme, textOf } = besides(makeRequest(), { sensors });
    expect(manifest.sources).toEqual([
      { license: 'CC-BY-4.0', attribution: 'AirQo, Makerere University', sensorIds: ['a', 'c'] },
      { license: 'Public domain (US government work)', attribution: 'AirNow', sensorIds: ['d'] },
      { license: null, attribution: null, sensorIds: ['b'] },
    ]);
    expect(readme).toContain('- AirQo, Makerere University; CC-BY-4.0: 2 sensors');
    expect(JSON.parse(textOf('datapackage.json'))).toMatchObject({
      licenses: [
        { name: 'CC-BY-4.0', title: 'CC-BY-4.0' },
        { name: 'public-domain-us-government-work', title: 'Public domain (US government work)' },
      ],
      sources: [{ title: 'AirQo, Makerere University' }, { title: 'AirNow' }],
    });
  });

  it('says how complete averages are, and what a site of AQCSV is', () => {
    const average = { every: 'P1D', aggregates: ['MEAN'], minCoverage: 0.75 } as const;
    const { manifest, readme } = besides(makeRequest({ average, format: 'AQCSV' }));
    expect(manifest.completeness).toContain('less than 0.75 of its period');
    expect(manifest.asOf).toBe('2024-07-01T12:00:00.000Z');
    expect(readme).toContain('## Sites');
    expect(readme).toContain('averages-P1D.aqcsv.csv.gz');
    expect(besides(makeRequest()).readme).not.toContain('## Sites');
  });

  it('shows how to read all of several files', () => {
    const request = makeRequest({ split: 'MONTH', format: 'PARQUET', compression: 'NONE' });
    const { readme } = besides(request, {
      files: [rowsFile(request, '2024-04'), rowsFile(request, '2024-05')],
    });
    expect(readme).toContain("SELECT * FROM 'readings-*.parquet';");
    expect(readme).toContain('arrow::read_parquet("readings-2024-04.parquet")');
  });
});
