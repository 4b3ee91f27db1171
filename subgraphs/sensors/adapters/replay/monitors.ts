/** A reference monitor of a US embassy or consulate whose hours of 2023 lie in the data pack. */
export interface Monitor {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** IANA name: the clock of the original files, hour-ending. */
  readonly timeZone: string;
  /** Approximate: the files carry no positions. Degrees, two decimals. */
  readonly latitude: number;
  readonly longitude: number;
  /** Its `Site` in the original files, and AirNow's name of it. */
  readonly airnowSite: string;
}

type Row = readonly [
  id: string,
  name: string,
  city: string,
  country: string,
  timeZone: string,
  latitude: number,
  longitude: number,
  airnowSite?: string,
];

const rows: readonly Row[] = [
  ['embassy-abuja', 'US Embassy Abuja', 'Abuja', 'NG', 'Africa/Lagos', 9.04, 7.48],
  ['embassy-accra', 'US Embassy Accra', 'Accra', 'GH', 'Africa/Accra', 5.58, -0.17],
  [
    'embassy-addis-ababa-central',
    'US Embassy Addis Ababa, Central',
    'Addis Ababa',
    'ET',
    'Africa/Addis_Ababa',
    9.06,
    38.76,
    'Addis Ababa Central',
  ],
  [
    'embassy-addis-ababa-jacros',
    'US Embassy Addis Ababa, Jacros',
    'Addis Ababa',
    'ET',
    'Africa/Addis_Ababa',
    9.01,
    38.82,
    'Addis Ababa Jacros',
  ],
  ['embassy-algiers', 'US Embassy Algiers', 'Algiers', 'DZ', 'Africa/Algiers', 36.76, 3.04],
  [
    'embassy-antananarivo',
    'US Embassy Antananarivo',
    'Antananarivo',
    'MG',
    'Indian/Antananarivo',
    -18.84,
    47.48,
  ],
  ['embassy-bamako', 'US Embassy Bamako', 'Bamako', 'ML', 'Africa/Bamako', 12.63, -8.02],
  ['embassy-conakry', 'US Embassy Conakry', 'Conakry', 'GN', 'Africa/Conakry', 9.6, -13.65],
  ['embassy-dakar', 'US Embassy Dakar', 'Dakar', 'SN', 'Africa/Dakar', 14.74, -17.53],
  ['embassy-kampala', 'US Embassy Kampala', 'Kampala', 'UG', 'Africa/Kampala', 0.3, 32.59],
  [
    'embassy-khartoum',
    'US Embassy Khartoum',
    'Khartoum',
    'SD',
    'Africa/Khartoum',
    15.53,
    32.57,
    'Khartoum Embassy',
  ],
  [
    'embassy-khartoum-residential',
    'US Embassy Khartoum, Residential',
    'Khartoum',
    'SD',
    'Africa/Khartoum',
    15.59,
    32.53,
    'Khartoum Residential',
  ],
  ['embassy-lagos', 'US Consulate Lagos', 'Lagos', 'NG', 'Africa/Lagos', 6.44, 3.41],
  ['embassy-nairobi', 'US Embassy Nairobi', 'Nairobi', 'KE', 'Africa/Nairobi', -1.23, 36.81],
  ['embassy-ndjamena', "US Embassy N'Djamena", "N'Djamena", 'TD', 'Africa/Ndjamena', 12.08, 15.07],
  ['embassy-ouagadougou', 'US Embassy Ouagadougou', 'Ouagadougou', 'BF', 'Africa/Ouagadougou', 12.31, -1.5],
];

export const monitors: readonly Monitor[] = rows.map(
  ([id, name, city, country, timeZone, latitude, longitude, airnowSite]) => ({
    id,
    name,
    city,
    country,
    timeZone,
    latitude,
    longitude,
    airnowSite: airnowSite ?? city,
  }),
);
