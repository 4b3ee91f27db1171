import { join } from 'node:path';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { qualityFlags, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parameters, unitOf } from '../../domain/archive/archive-columns.ts';
import { dayOf } from '../../domain/archive/local-day.ts';
import { openArchive, type TestArchive } from '../../testing/archive/open-archive.ts';
import { hourAt, replayedAt } from '../../testing/archive/readings.ts';

const zone = 'Europe/Berlin';
/** Clocks are put back: 25 hours. */
const name = { sensorId: 'roof-1', day: '2026-10-25', isReplayed: false };
const hourMs = 3_600_000;
const day = dayOf(name.day, zone);

let archive: TestArchive;
beforeAll(async () => {
  archive = await openArchive('2026-10-25T12:00:00Z');
  await archive.saySensor({
    ...{ sensorId: 'roof-1', name: '=Roof, "north"', timeZone: zone, country: 'DE', networkId: 'n1' },
    ...{ location: { latitude: 52.52, longitude: -0.25 }, license: 'CC BY 4.0', attribution: 'Öko e. V.' },
  });
  const hours = Array.from({ length: 27 }, (_, hour) =>
    new Date(day.from + (hour - 1) * hourMs).toISOString(),
  );
  await archive.accept(
    ...hours.flatMap((start, at): Reading[] => [
      hourAt('roof-1', start, {
        value: at === 3 ? -1.25 : at + 0.1,
        quality: qualityFlags[at % 4] ?? 'GOOD',
      }),
      hourAt('roof-1', start, { quantity: 'NO2', value: at }),
      hourAt('roof-1', start, { quantity: 'HUMIDITY', value: 50 }),
    ]),
    replayedAt('roof-1', '2026-10-25T09:30:00Z'),
    hourAt('roof-2', '2026-10-25T09:00:00Z'),
  );
  archive.goTo('2026-10-27T00:00:00Z');
  while ((await archive.round()) > 0);
});
afterAll(() => archive.close());

/** What the store answers of the day, in the order of files. */
const readings = async (): Promise<readonly Reading[]> => {
  const span = { sensorId: 'roof-1', from: day.from, to: day.to, quality: qualityFlags, limit: 1_000 };
  const found = await Promise.all(
    quantities.map((quantity) => archive.reader.readings({ ...span, quantity })),
  );
  return found
    .flat()
    .filter(({ provenance }) => provenance.replayOf === null)
    .sort((a, b) => a.periodStart - b.periodStart || (a.quantity < b.quantity ? -1 : 1));
};

const iso = (at: number): string => new Date(at).toISOString();

describe('a file of the archive', () => {
  it('begins with the columns of OpenAQ', async () => {
    expect((await archive.textOf(name)).split('\n')[0]).toMatch(
      /^location_id,sensors_id,location,datetime,lat,lon,parameter,units,value,period_start,period_end,/,
    );
  });

  it('is, row by row, what the store answers, as another parser reads it', async () => {
    const rows = parse(await archive.textOf(name), { columns: true }) as Record<string, string>[];
    const expected = await readings();
    expect(expected).toHaveLength(75);
    expect(
      rows.map((row) => ({
        ...{ sensor: row.location_id, start: row.period_start, end: row.period_end },
        ...{
          parameter: row.parameter,
          units: row.units,
          value: Number(row.value),
          raw: Number(row.raw_value),
        },
        ...{ quality: row.quality, revision: Number(row.revision), received: row.received_at },
      })),
    ).toEqual(
      expected.map((one) => ({
        ...{ sensor: 'roof-1', start: iso(one.periodStart), end: iso(one.periodEnd) },
        ...{ parameter: parameters[one.quantity], units: unitOf(one.quantity), value: one.value },
        ...{ raw: one.provenance.rawValue, quality: one.quality, revision: one.revision },
        received: iso(one.receivedAt),
      })),
    );
  });

  it('tells the end of each period on the clock of the sensor, through the hour that comes twice', async () => {
    const rows = parse(await archive.textOf(name), { columns: true }) as Record<string, string>[];
    expect(
      rows.every((row) => Date.parse(row.datetime as string) === Date.parse(row.period_end as string)),
    ).toBe(true);
    const ends = [...new Set(rows.map((row) => row.datetime))];
    expect(ends.slice(1, 4)).toEqual([
      '2026-10-25T02:00:00.000+02:00',
      '2026-10-25T02:00:00.000+01:00',
      '2026-10-25T03:00:00.000+01:00',
    ]);
    expect([ends.length, ends.at(-1)]).toEqual([25, '2026-10-26T00:00:00.000+01:00']);
  });

  it('tells of its sensor, with no text that a spreadsheet takes for a formula', async () => {
    const [row] = parse(await archive.textOf(name), { columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({
      ...{ location: `'=Roof, "north"`, sensors_id: 'relativehumidity@roof-1', lat: '52.52', lon: '-0.25' },
      ...{ country: 'DE', network_id: 'n1', license: 'CC BY 4.0', attribution: 'Öko e. V.' },
      ...{ time_zone: zone, is_replayed: 'false', original_period_start: '' },
    });
  });

  it('is opened by DuckDB as it lies, with the location of its folder', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const files = join(archive.folder, 'objects/objects/archive/records/csv.gz/*/*/*/*.csv.gz');
    const found = await connection.runAndReadAll(
      `SELECT locationid, parameter, count(*)::INTEGER, round(sum(value), 2)::DOUBLE
       FROM read_csv('${files}', hive_partitioning = true) WHERE year = 2026 AND locationid = 'roof-1' AND location_id = locationid
         AND period_start >= TIMESTAMP '2026-10-24 22:00:00' AND period_start < TIMESTAMP '2026-10-25 23:00:00'
       GROUP BY ALL ORDER BY ALL`,
    );
    const sumOf = async (quantity: string) =>
      (await readings())
        .filter((one) => one.quantity === quantity)
        .reduce((sum, { value }) => sum + value, 0);
    expect(found.getRows()).toEqual([
      ['roof-1', 'no2', 25, await sumOf('NO2')],
      ['roof-1', 'pm25', 25, Math.round((await sumOf('PM25')) * 100) / 100],
      ['roof-1', 'relativehumidity', 25, 50 * 25],
    ]);
    connection.closeSync();
    instance.closeSync();
  });

  it('lies where OpenAQ would have it, by its revision and digest', async () => {
    const file = await archive.days.find(name);
    const build = `r1-${file?.sha256.slice(0, 16)}`;
    expect(await archive.keys()).toContain(
      `archive/records/csv.gz/locationid=roof-1/year=2026/month=10/location-roof-1-20261025.${build}.csv.gz`,
    );
  });
});
