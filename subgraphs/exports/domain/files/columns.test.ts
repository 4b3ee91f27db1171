import { describe, expect, it } from 'vitest';
import { makeFileSensor } from '../../testing/file-sensors.ts';
import { makeRequest } from '../../testing/requests.ts';
import { formats } from '../request/export-request.ts';
import { columnsOf, encodingOf, rowsOf } from './columns.ts';

const namesOf = (...[wanted]: Parameters<typeof makeRequest>): readonly string[] =>
  columnsOf(makeRequest(wanted)).map((column) => column.name);
const hourly = { every: 'PT1H', aggregates: ['P95', 'COUNT', 'STDDEV'], minCoverage: 0.5 } as const;

const standard =
  'sensorId quantity periodStart periodEnd localPeriodStart localPeriodEnd value unit quality revision latitude longitude timeZone originalPeriodStart originalPeriodEnd'.split(
    ' ',
  );
const provenance =
  'rawValue rawUnit channels variant source delivery calibration corrections tests receivedAt'.split(' ');

describe('the columns of an export', () => {
  it('are a reading, when, where, how good, and whether it is replayed', () => {
    expect(namesOf()).toEqual(standard);
    expect(namesOf({ columns: 'FULL' })).toEqual([...standard, ...provenance]);
  });

  it('leave the place to the point of a feature', () => {
    const properties = standard.filter((name) => name !== 'latitude' && name !== 'longitude');
    expect(namesOf({ format: 'GEOJSON' })).toEqual(properties);
    expect(namesOf({ format: 'GEOJSON', columns: 'FULL' })).toEqual([...properties, ...provenance]);
  });

  it('of wide rows say the unit in their name', () => {
    expect(namesOf({ layout: 'WIDE', quantities: ['PM25', 'O3'] })).toEqual([
      ...['sensorId', 'periodStart', 'periodEnd', 'localPeriodStart', 'localPeriodEnd'],
      ...['PM25_MICROGRAM_PER_CUBIC_METRE', 'PM25_quality', 'PM25_originalPeriodEnd'],
      ...['O3_PARTS_PER_BILLION', 'O3_quality', 'O3_originalPeriodEnd'],
      ...['latitude', 'longitude', 'timeZone'],
    ]);
    expect(namesOf({ layout: 'WIDE' })).toHaveLength(8 + 3 * 15);
  });

  it('of averages are one an aggregate, and how many readings there are once', () => {
    expect(namesOf({ average: hourly })).toEqual([
      ...['sensorId', 'quantity', 'periodStart', 'periodEnd', 'localPeriodStart', 'localPeriodEnd'],
      ...['p95', 'stddev', 'unit', 'count', 'coverage', 'latitude', 'longitude', 'timeZone'],
    ]);
    expect(namesOf({ average: { ...hourly, aggregates: ['MEAN'] }, format: 'GEOJSON' })).toContain('mean');
  });

  it('of AQCSV are its 20, the same of averages', () => {
    const fields =
      'site data_status action_code datetime parameter duration frequency value unit qc poc lat lon GISDatum elev method_code mpc mpc_value uncertainty qualifiers'.split(
        ' ',
      );
    expect(namesOf({ format: 'AQCSV' })).toEqual(fields);
    const average = { ...hourly, aggregates: ['MEAN'] } as const;
    expect(namesOf({ format: 'AQCSV', average })).toEqual(fields);
    const qcOf = (request: ReturnType<typeof makeRequest>) =>
      columnsOf(request).find(({ name }) => name === 'qc')?.cell;
    expect(qcOf(makeRequest({ format: 'AQCSV' }))).toMatchObject({ from: 'quality' });
    expect(qcOf(makeRequest({ format: 'AQCSV', average }))).toEqual({ of: 'constant', text: '2' });
  });

  it('are called differently, and each says what it means', () => {
    for (const format of formats)
      for (const wanted of [{}, { columns: 'FULL' }, { layout: 'WIDE' }, { average: hourly }] as const) {
        const columns = columnsOf(makeRequest({ format, ...wanted }));
        expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
        for (const { meaning } of columns) expect(meaning).not.toBe('');
      }
  });
});

describe('the rows of a piece', () => {
  const sensors = [makeFileSensor()];
  const span = { from: Date.UTC(2024, 4, 3), to: Date.UTC(2024, 4, 9) };

  it('start in its span and end with the export, as it was known then', () => {
    const request = makeRequest({ quantities: ['PM25'] });
    const { asOf, quality, version, to: end } = request;
    const rows = { sensors, quantities: ['PM25'], ...span, end, quality, version, asOf };
    expect(rowsOf(request, { sensors, span })).toEqual({ kind: 'readings', ...rows });
    expect(rowsOf({ ...request, layout: 'WIDE' }, { sensors, span })).toEqual({ kind: 'wide', ...rows });
  });

  it('are averages that tell how many readings they are of', () => {
    const average = { every: 'P1D', aggregates: ['MEAN'], minCoverage: 0.75 } as const;
    expect(rowsOf(makeRequest({ average }), { sensors, span })).toMatchObject({
      ...{ kind: 'averages', aggregates: ['MEAN', 'COUNT'], minCoverage: 0.75, begin: Date.UTC(2024, 4, 1) },
      every: { kind: 'calendar', days: 1, months: 0 },
    });
    expect(rowsOf(makeRequest({ average: hourly }), { sensors, span })).toMatchObject({
      aggregates: hourly.aggregates,
    });
  });

  it('of AQCSV are of sites, and of what it has codes for', () => {
    const rows = rowsOf(makeRequest({ format: 'AQCSV' }), { sensors, span });
    expect(rows.sensors[0]?.facts.aqcsvSite).toMatch(/^800\d{9}$/);
    expect(rows.quantities).not.toContain('PM1');
    expect(rows.quantities).toHaveLength(14);
  });
});

describe('how pieces are written', () => {
  it.each([
    ['CSV', { format: 'CSV', compression: 'GZIP', isHeaded: true }],
    ['AQCSV', { format: 'CSV', compression: 'GZIP', isHeaded: true }],
    ['NDJSON', { format: 'NDJSON', compression: 'GZIP', isHeaded: false }],
    ['GEOJSON', { format: 'GEOJSON', compression: 'NONE', isHeaded: false }],
    ['PARQUET', { format: 'PARQUET', compression: 'NONE', isHeaded: false }],
    ['XLSX', { format: 'NDJSON', compression: 'NONE', isHeaded: false }],
  ] as const)('of %s is %j', (format, encoding) => {
    expect(encodingOf(makeRequest({ format }))).toEqual(encoding);
  });

  it('leaves to the whole file what takes it', () => {
    expect(encodingOf(makeRequest({ compression: 'ZSTD' }))).toMatchObject({ compression: 'NONE' });
  });
});
