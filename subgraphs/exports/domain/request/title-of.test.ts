import { describe, expect, it } from 'vitest';
import { makeRequest } from '../../testing/requests.ts';
import { titleOf } from './title-of.ts';

const may = { from: Date.UTC(2024, 4, 1), to: Date.UTC(2024, 5, 1) };
const three = ['a', 'b', 'c'];
const hourly = { every: 'PT1H', aggregates: ['MEAN'], minCoverage: 0.75 } as const;

describe('the title of an export', () => {
  it.each([
    [
      { ...may, sensorIds: three, quantities: ['PM25'], average: hourly },
      'Hourly means of PM2.5 of 3 sensors, 1 May to 31 May 2024, CSV',
    ],
    [
      { ...may, version: 'RAW', layout: 'WIDE' },
      'Raw readings of all quantities of all sensors, 1 May to 31 May 2024, wide CSV',
    ],
    [
      { from: may.from, to: Date.UTC(2024, 4, 2), siteIds: ['x'], networkIds: ['n', 'm'], format: 'PARQUET' },
      'Readings of all quantities of 1 site and 2 networks, 1 May 2024, Parquet',
    ],
    [
      {
        from: Date.UTC(2023, 11, 31),
        to: may.to,
        countries: ['KE', 'UG'],
        quantities: ['PM1', 'PM25', 'PM10', 'O3'],
      },
      'Readings of 4 quantities in KE and UG, 31 December 2023 to 31 May 2024, CSV',
    ],
    [
      {
        from: Date.UTC(2024, 4, 1, 6, 30),
        to: may.to,
        countries: ['BJ', 'GH', 'KE', 'NG', 'TG', 'UG'],
        quantities: ['NO2', 'O3'],
      },
      'Readings of NO₂ and O₃ in 6 countries, 1 May 2024 06:30 to 1 June 2024 00:00 UTC, CSV',
    ],
    [
      { ...may, version: 'RAW', average: { ...hourly, every: 'P1W', aggregates: ['MEDIAN', 'P95'] } },
      'Weekly raw medians and 95th percentiles of all quantities of all sensors, 1 May to 31 May 2024, CSV',
    ],
    [
      { ...may, average: { ...hourly, every: 'PT15M', aggregates: ['MEAN', 'MIN', 'MAX', 'P95'] } },
      '15-minute averages of all quantities of all sensors, 1 May to 31 May 2024, CSV',
    ],
    [
      { ...may, average: { ...hourly, every: 'P3M' } },
      '3-month means of all quantities of all sensors, 1 May to 31 May 2024, CSV',
    ],
    [
      { ...may, average: { ...hourly, every: 'PT90S' } },
      '90-second means of all quantities of all sensors, 1 May to 31 May 2024, CSV',
    ],
  ] as const)('of %j is %s', (fields, title) => {
    expect(titleOf(makeRequest(fields))).toBe(title);
  });
});
