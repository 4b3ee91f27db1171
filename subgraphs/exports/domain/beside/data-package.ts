import type { ColumnType } from '../columns/described-column.ts';
import type { ExportedFile } from '../export-job.ts';
import { columnsOf } from '../files/columns.ts';
import type { ExportRequest, Format } from '../request/export-request.ts';
import { type ExportFacts, type ExportTold, isoOf } from './export-facts.ts';
import { replayedNote } from './notes.ts';
import { sensorColumns } from './sensors/sensors-csv.ts';
import { sourcesOf } from './sensors/sources.ts';

/** Types of Table Schema 1. Instants have milliseconds, which its own format of a datetime does not. */
const fieldTypes: Readonly<Record<ColumnType, object>> = {
  text: { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  instant: { type: 'datetime', format: 'any' },
  'local time': { type: 'datetime', format: 'any' },
};

interface Described {
  readonly name: string;
  readonly type: ColumnType;
  readonly unit?: string | null;
  readonly meaning: string;
}

const fieldOf = ({ name, type, unit, meaning }: Described) => ({
  name,
  ...fieldTypes[type],
  description: meaning,
  ...(unit ? { unit } : {}),
});

const schemaOf = (columns: readonly Described[]) => ({ fields: columns.map(fieldOf), missingValues: [''] });

const formats: Readonly<Record<Format, string>> = {
  CSV: 'csv',
  NDJSON: 'ndjson',
  PARQUET: 'parquet',
  GEOJSON: 'geojson',
  XLSX: 'xlsx',
  AQCSV: 'csv',
};

const compressions = { NONE: {}, GZIP: { compression: 'gz' }, ZSTD: { compression: 'zst' } } as const;

/** Lower case, digits, dots, dashes: what a name may be made of. */
const nameOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '') || 'unnamed';

/** An identifier of Open Definition as it is; other terms are called so that a name may be made of it. */
const licenseName = (license: string): string => (/^[\w.-]+$/.test(license) ? license : nameOf(license));

const whole = ({ name, mediaType, bytes, sha256 }: ExportedFile) => ({
  ...{ path: name, mediatype: mediaType, bytes },
  hash: `sha256:${sha256}`,
});

const rowsResource = (file: ExportedFile, request: ExportRequest) => ({
  name: nameOf(file.name),
  ...whole(file),
  ...{ format: formats[request.format], encoding: 'utf-8', ...compressions[request.compression] },
  ...(request.format === 'CSV' || request.format === 'AQCSV' ? { profile: 'tabular-data-resource' } : {}),
  schema: schemaOf(columnsOf(request)),
});

const sensorsResource = (file: ExportedFile, format: Format) => ({
  name: 'sensors',
  ...whole(file),
  ...{ format: 'csv', encoding: 'utf-8', profile: 'tabular-data-resource' },
  schema: { ...schemaOf(sensorColumns(format)), primaryKey: 'sensorId' },
});

const someOf = <T>(name: string, list: readonly T[]): object => (list.length === 0 ? {} : { [name]: list });
const told = (texts: readonly (string | null)[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => text ?? [])),
];

/** datapackage.json: the same for machines that know Frictionless Data Package 1.0. Its resources are the rows and sensors.csv. */
export const dataPackageText = (
  { id, title, request }: ExportTold,
  { sensors, files, isReplayed, madeAt }: ExportFacts,
  sensorsFile: ExportedFile,
): string => {
  const sources = sourcesOf(sensors);
  const licenses = told(sources.map(({ license }) => license));
  const attributions = told(sources.map(({ attribution }) => attribution));
  const descriptor = {
    profile: 'data-package',
    name: nameOf(`air-quality-${id}`),
    ...{ id, title },
    description: replayedNote(request, isReplayed),
    created: isoOf(madeAt),
    ...someOf(
      'licenses',
      licenses.map((license) => ({ name: licenseName(license), title: license })),
    ),
    ...someOf(
      'sources',
      attributions.map((attribution) => ({ title: attribution })),
    ),
    resources: [
      ...files.map((file) => rowsResource(file, request)),
      sensorsResource(sensorsFile, request.format),
    ],
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
};
