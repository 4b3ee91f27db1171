import { describe, expect, it } from 'vitest';
import { makeRequest } from '../../testing/requests.ts';
import { mediaTypeOf, nameOf } from './names.ts';

const average = { every: 'PT1H', aggregates: ['MEAN'], minCoverage: 0.75 } as const;

describe('the name of a file', () => {
  it.each([
    [{}, '2024-05', 'readings-2024-05.csv.gz', 'application/gzip'],
    [{ format: 'NDJSON', compression: 'ZSTD' }, '2024', 'readings-2024.ndjson.zst', 'application/zstd'],
    [
      { format: 'PARQUET', compression: 'NONE', average },
      '',
      'averages-PT1H.parquet',
      'application/vnd.apache.parquet',
    ],
    [
      { format: 'AQCSV', compression: 'NONE' },
      undefined,
      'readings.aqcsv.csv',
      'text/csv; charset=utf-8; header=present',
    ],
    [{ format: 'GEOJSON', compression: 'NONE' }, '', 'readings.geojson', 'application/geo+json'],
    [
      { format: 'XLSX', compression: 'NONE' },
      '',
      'readings.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
  ] as const)('of %j and %j is %s', (fields, part, name, mediaType) => {
    expect(nameOf(makeRequest(fields), part)).toBe(name);
    expect(mediaTypeOf(name)).toBe(mediaType);
  });

  it.each([
    ['README.md', 'text/markdown; charset=utf-8'],
    ['manifest.json', 'application/json'],
    ['a.ndjson', 'application/x-ndjson'],
    ['a', 'application/octet-stream'],
    ['a.constructor', 'application/octet-stream'],
  ])('%s is %s', (name, mediaType) => {
    expect(mediaTypeOf(name)).toBe(mediaType);
  });
});
