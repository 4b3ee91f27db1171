import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { hourMs } from './calendar.ts';
import type { Registrations, ReplayedReading } from './contract.ts';
import type { Pack } from './pack.ts';
import type { AirQoSite } from './prepare-airqo.ts';

type SensorRegistration = Registrations['sensors'][number];

const networkId = 'airqo';

/** AirQo names its devices aq_… or airqo…; ours say whose they are. */
export const airQoSensorId = (device: string): string =>
  device.startsWith('airqo') ? device : `airqo-${device}`;

const siteIdOf = (site: { readonly id: string }): string => `airqo-${site.id}`;

const common = {
  networkId,
  kind: 'LOW_COST',
  maker: 'AirQo',
  reportingInterval: 'PT1H',
  license: 'MIT',
  attribution: 'AirQo, Makerere University',
} as const;

const registerSite = ({ device, deviceId, site }: AirQoSite): SensorRegistration => ({
  ...common,
  id: airQoSensorId(device),
  name: site === undefined ? `AirQo ${device}` : `${site.name} (AirQo ${device})`,
  externalIds: [{ system: 'airqo', id: deviceId }],
  quantities: ['PM25', 'PM10'],
  ...(site === undefined
    ? {}
    : {
        siteId: siteIdOf(site),
        location: { latitude: site.latitude, longitude: site.longitude },
        country: site.country,
        timeZone: site.timeZone,
      }),
});

/** AirQo's network, the recorded sites with their devices, and the five devices of the cohort, which have no site. */
export const registerAirQo = ({ cohort, sites }: Pick<Pack, 'cohort' | 'sites'>): Registrations => ({
  networks: [{ id: networkId, name: 'AirQo', maker: 'AirQo' }],
  sites: sites.flatMap(({ site }) =>
    site === undefined
      ? []
      : [
          {
            id: siteIdOf(site),
            name: site.name,
            location: { latitude: site.latitude, longitude: site.longitude },
            timeZone: site.timeZone,
            country: site.country,
            ...(site.city === null ? {} : { city: site.city }),
          },
        ],
  ),
  sensors: [
    ...sites.map(registerSite),
    ...cohort.devices.map(
      ({ device, deviceId, latitude, longitude }): SensorRegistration => ({
        ...common,
        id: airQoSensorId(device),
        name: `AirQo ${device}`,
        externalIds: [{ system: 'airqo', id: deviceId }],
        location: { latitude, longitude },
        country: 'UG',
        timeZone: 'Africa/Kampala',
        quantities: ['PM25'],
      }),
    ),
  ],
});

const period = (periodStart: EpochMs) => ({ periodStart, periodEnd: periodStart + hourMs });

const siteReadings = (site: AirQoSite): readonly ReplayedReading[] =>
  (
    [
      ['PM25', site.pm25],
      ['PM10', site.pm10],
    ] as const
  ).flatMap(([quantity, value]) =>
    value === null
      ? []
      : [
          {
            sensorId: airQoSensorId(site.device),
            quantity,
            ...period(Date.parse(site.periodStart)),
            value,
            unit: 'MICROGRAM_PER_CUBIC_METRE' as const,
            source: 'AirQo, as published on 2024-11-30',
          },
        ],
  );

/**
 * The recorded readings of AirQo, by sensor, each oldest first, at the time when they were measured. The value of a two-channel hour
 * is the mean of both, as AirQo publishes it; the channels stand beside it, so that a dead one can be seen.
 */
export const airQoReadings = ({
  cohort,
  sites,
}: Pick<Pack, 'cohort' | 'sites'>): readonly ReplayedReading[] => [
  ...sites.flatMap(siteReadings),
  ...cohort.hours.map(
    ({ device, periodStart, s1, s2 }): ReplayedReading => ({
      sensorId: airQoSensorId(device),
      quantity: 'PM25',
      ...period(periodStart),
      value: (s1 + s2) / 2,
      unit: 'MICROGRAM_PER_CUBIC_METRE',
      channels: [
        { name: 's1', value: s1 },
        { name: 's2', value: s2 },
      ],
      source: 'AirQo device recording of May 2026, mean of both channels',
    }),
  ),
];
