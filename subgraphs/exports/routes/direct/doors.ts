import type { Format } from '../../domain/request/export-request.ts';

/** Where readings of each format are answered at once. */
export const directDoors = {
  '/v1/readings.csv': 'CSV',
  '/v1/readings.ndjson': 'NDJSON',
  '/v1/readings.geojson': 'GEOJSON',
  '/v1/readings.parquet': 'PARQUET',
  '/v1/readings.xlsx': 'XLSX',
  '/v1/readings.aqcsv': 'AQCSV',
} as const satisfies Readonly<Record<string, Format>>;

export type DirectPath = keyof typeof directDoors;
export const directPaths = Object.keys(directDoors) as readonly DirectPath[];
