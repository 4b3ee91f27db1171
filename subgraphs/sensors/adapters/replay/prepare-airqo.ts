/** The parts of AirQo's `GET /devices/readings/map` answer that are kept. */
interface MapPayload {
  readonly measurements: readonly {
    readonly device: string;
    readonly device_id: string;
    readonly site_id?: string;
    readonly time: string;
    readonly frequency: string;
    readonly pm2_5?: { readonly value?: number | null };
    readonly pm10?: { readonly value?: number | null };
    readonly siteDetails?: {
      readonly name?: string;
      readonly city?: string;
      readonly town?: string;
      readonly country?: string;
      readonly approximate_latitude?: number;
      readonly approximate_longitude?: number;
    };
  }[];
}

/** The parts of AirQo's synced cohort that are kept. */
interface CohortPayload {
  readonly cohort: {
    readonly devices: readonly {
      readonly device_id: string;
      readonly device_name: string;
      readonly latitude: number;
      readonly longitude: number;
      readonly averages: Readonly<Record<string, number>>;
      readonly data: readonly {
        readonly datetime: string;
        readonly frequency: string;
        readonly 'pm2.5 sensor1': number;
        readonly 'pm2.5 sensor2': number;
      }[];
    }[];
  };
}

/** One recorded AirQo device and its one hour. The place is absent where AirQo sent none. */
export interface AirQoSite {
  readonly device: string;
  readonly deviceId: string;
  readonly periodStart: string;
  readonly pm25: number | null;
  readonly pm10: number | null;
  readonly site?: {
    readonly id: string;
    readonly name: string;
    readonly city: string | null;
    readonly country: string;
    readonly timeZone: string;
    readonly latitude: number;
    readonly longitude: number;
  };
}

export interface CohortDevice {
  readonly device: string;
  readonly deviceId: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Hours in the recording; 0 = registered, never heard. */
  readonly hours: number;
}

/** ISO 3166-1 alpha-2 and the country's only IANA zone. */
const countries: Readonly<Record<string, readonly [code: string, timeZone: string]>> = {
  Burundi: ['BI', 'Africa/Bujumbura'],
  Cameroon: ['CM', 'Africa/Douala'],
  Ghana: ['GH', 'Africa/Accra'],
  Kenya: ['KE', 'Africa/Nairobi'],
  Mozambique: ['MZ', 'Africa/Maputo'],
  Nigeria: ['NG', 'Africa/Lagos'],
  'South Africa': ['ZA', 'Africa/Johannesburg'],
  Uganda: ['UG', 'Africa/Kampala'],
};

/** About a metre; AirQo publishes approximate positions only. */
const roundDegrees = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

const toUtcHour = (stamp: string): string => {
  const instant = new Date(stamp);
  if (instant.getTime() % 3_600_000 !== 0) throw new Error(`${stamp} is not a full hour`);
  return instant.toISOString().replace(':00.000Z', 'Z');
};

const siteOf = (row: MapPayload['measurements'][number]): AirQoSite['site'] => {
  const { site_id: id, siteDetails: details } = row;
  if (id === undefined || details === undefined) return undefined;
  const { name, country, approximate_latitude: latitude, approximate_longitude: longitude } = details;
  const place = countries[country ?? ''];
  if (name === undefined || place === undefined || latitude === undefined || longitude === undefined) {
    throw new Error(`the site of ${row.device} lacks a name, a known country or a position`);
  }
  return {
    id,
    name,
    city: details.city ?? details.town ?? null,
    country: place[0],
    timeZone: place[1],
    latitude: roundDegrees(latitude),
    longitude: roundDegrees(longitude),
  };
};

export const compactSites = (payload: MapPayload): readonly AirQoSite[] =>
  payload.measurements
    .map((row) => {
      if (row.frequency !== 'hourly') throw new Error(`${row.device} is not hourly`);
      const site = siteOf(row);
      return {
        device: row.device,
        deviceId: row.device_id,
        periodStart: toUtcHour(row.time),
        pm25: row.pm2_5?.value ?? null,
        pm10: row.pm10?.value ?? null,
        ...(site === undefined ? {} : { site }),
      };
    })
    .sort((a, b) => (a.device < b.device ? -1 : 1));

const round4 = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Devices, and lines of `device,period_start_utc,s1_ug_m3,s2_ug_m3` in the order of time. */
export const compactCohort = (
  payload: CohortPayload,
): { readonly devices: readonly CohortDevice[]; readonly lines: readonly string[] } => {
  const lines: string[] = [];
  const devices = payload.cohort.devices.map((device) => {
    let sum = 0;
    for (const row of device.data) {
      const { 'pm2.5 sensor1': s1, 'pm2.5 sensor2': s2 } = row;
      if (row.frequency !== 'hourly') throw new Error(`${device.device_name} is not hourly`);
      sum += (s1 + s2) / 2;
      lines.push(`${device.device_name},${toUtcHour(row.datetime)},${s1},${s2}`);
    }
    // What AirQo says of the device must be what our mean of the two channels gives.
    const published = device.averages['pm2.5'];
    if (published !== undefined && Math.abs(round4(sum / device.data.length) - published) > 1.01e-4) {
      throw new Error(`the mean of both channels of ${device.device_name} is not ${published}`);
    }
    return {
      device: device.device_name,
      deviceId: device.device_id,
      latitude: device.latitude,
      longitude: device.longitude,
      hours: device.data.length,
    };
  });
  return { devices, lines };
};
