import { describe, expect, it } from 'vitest';
import { compactCohort, compactSites } from './prepare-airqo.ts';

const siteDetails = {
  name: 'Gulu Main Market',
  city: 'Gulu',
  country: 'Uganda',
  approximate_latitude: 2.7695980659612935,
  approximate_longitude: 32.30406132684201,
};

const makeMeasurement = (change: object = {}) => ({
  device: 'airqo-g5187',
  device_id: '646dfc72f41bc600299f8c62',
  site_id: '6320897792b05d001e7dfe03',
  time: '2024-11-30T20:00:00.000Z',
  frequency: 'hourly',
  pm2_5: { value: 42.6772 },
  pm10: { value: 57.29425488732644 },
  siteDetails,
  ...change,
});

const compactOne = (change: object = {}) => compactSites({ measurements: [makeMeasurement(change)] })[0];

describe('the compact copy of AirQo’s map', () => {
  it('keeps the hour, both values as published, and the approximate place', () => {
    expect(compactOne()).toEqual({
      device: 'airqo-g5187',
      deviceId: '646dfc72f41bc600299f8c62',
      periodStart: '2024-11-30T20:00Z',
      pm25: 42.6772,
      pm10: 57.29425488732644,
      site: {
        id: '6320897792b05d001e7dfe03',
        name: 'Gulu Main Market',
        city: 'Gulu',
        country: 'UG',
        timeZone: 'Africa/Kampala',
        latitude: 2.7696,
        longitude: 32.30406,
      },
    });
  });

  it('keeps a device without a place, and a quantity without a value as missing', () => {
    expect(compactOne({ siteDetails: undefined })).not.toHaveProperty('site');
    expect(compactOne({ pm10: {} })?.pm10).toBeNull();
  });

  it('refuses a country that it does not know, and what is no full hour', () => {
    expect(() => compactOne({ siteDetails: { ...siteDetails, country: 'Atlantis' } })).toThrow(
      /known country/,
    );
    expect(() => compactOne({ time: '2024-11-30T20:30:00.000Z' })).toThrow(/not a full hour/);
    expect(() => compactOne({ frequency: 'raw' })).toThrow(/not hourly/);
  });
});

const makeCohort = (published: number) => ({
  cohort: {
    devices: [
      {
        device_id: 'x',
        device_name: 'aq_29',
        latitude: 0.985933,
        longitude: 32.489323,
        averages: { 'pm2.5': published },
        data: [20, 30].map((s1, hour) => ({
          datetime: `2026-05-15T0${hour}:00:00+03:00`,
          frequency: 'hourly',
          'pm2.5 sensor1': s1,
          'pm2.5 sensor2': 0,
        })),
      },
    ],
  },
});

describe('the compact copy of AirQo’s cohort', () => {
  it('keeps both channels of each hour, at the UTC time of its beginning', () => {
    const { devices, lines } = compactCohort(makeCohort(12.5));
    expect(lines).toEqual(['aq_29,2026-05-14T21:00Z,20,0', 'aq_29,2026-05-14T22:00Z,30,0']);
    expect(devices[0]?.hours).toBe(2);
  });

  it('refuses a device whose published mean is not the mean of both channels', () => {
    expect(() => compactCohort(makeCohort(25))).toThrow(/is not 25/);
  });
});
