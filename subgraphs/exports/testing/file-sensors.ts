import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';

/** A sensor as files tell of it: in Kampala, of AirQo, unless said otherwise. */
export const makeFileSensor = (wanted: Partial<FileSensor> = {}): FileSensor => ({
  id: 'airqo-1',
  timeZone: 'Africa/Kampala',
  reportingIntervalMs: 3_600_000,
  ...wanted,
  facts: {
    name: 'Makerere',
    networkId: 'airqo',
    siteId: 'kampala',
    country: 'UG',
    latitude: 0.3476,
    longitude: 32.5825,
    timeZone: wanted.timeZone ?? 'Africa/Kampala',
    kind: 'LOW_COST',
    maker: 'AirQo',
    model: 'AirQo Monitor',
    license: 'CC-BY-4.0',
    attribution: 'AirQo, Makerere University',
    ...wanted.facts,
  },
});
