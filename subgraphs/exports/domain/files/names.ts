import type { ExportRequest, Format } from '../request/export-request.ts';

const endings: Readonly<Record<Format, string>> = {
  CSV: 'csv',
  NDJSON: 'ndjson',
  PARQUET: 'parquet',
  GEOJSON: 'geojson',
  XLSX: 'xlsx',
  AQCSV: 'aqcsv.csv',
};

const compressed = { NONE: '', GZIP: '.gz', ZSTD: '.zst' } as const;

/** Such as readings-2024-05.csv.gz or averages-PT1H-2024.parquet: of a part (2024, 2024-05), or of all where it is empty. */
export const nameOf = ({ average, format, compression }: ExportRequest, part = ''): string => {
  const kind = average === null ? 'readings' : `averages-${average.every}`;
  return `${kind}${part && `-${part}`}.${endings[format]}${compressed[compression]}`;
};

const mediaTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  geojson: 'application/geo+json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  gz: 'application/gzip',
  zst: 'application/zstd',
} as const;

const isEnding = (text: string): text is keyof typeof mediaTypes => Object.hasOwn(mediaTypes, text);

/** By the last ending of a file's name: what is compressed is told as such. */
export const mediaTypeOf = (name: string): string => {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return isEnding(ending) ? mediaTypes[ending] : 'application/octet-stream';
};
