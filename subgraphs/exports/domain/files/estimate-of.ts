import type { Estimate } from '../export-job.ts';
import type { Compression, ExportRequest } from '../request/export-request.ts';
import { quantitiesOf } from './columns.ts';

interface Figures {
  readonly bytes: number;
  readonly rowsASecond: number;
}

/** In the order of NONE, GZIP, ZSTD; of Parquet and XLSX there is one. */
type Measured = readonly [Figures, Figures, Figures];
const figures = (bytes: number, rowsASecond: number): Figures => ({ bytes, rowsASecond });
const packed = (bytes: number, rowsASecond: number): Measured => {
  const one = figures(bytes, rowsASecond);
  return [one, one, one];
};

/**
 * A row's bytes, and how many are written in a second: hourly readings of 50 sensors and 4 quantities, 250,000 rows, by DuckDB on 2 cores that others used as well. A workbook is made by
 * JavaScript.
 */
const measured = {
  standardCsv: [figures(212, 160_000), figures(16, 62_000), figures(18, 150_000)],
  standardJson: [figures(436, 100_000), figures(17, 62_000), figures(19, 120_000)],
  standardPoint: [figures(489, 63_000), figures(17, 39_000), figures(19, 100_000)],
  standardParquet: packed(8, 500_000),
  fullCsv: [figures(734, 56_000), figures(48, 20_000), figures(49, 56_000)],
  fullJson: [figures(1_081, 39_000), figures(50, 22_000), figures(48, 54_000)],
  fullPoint: [figures(1_178, 32_000), figures(58, 10_000), figures(49, 26_000)],
  fullParquet: packed(19, 120_000),
  aqcsv: [figures(98, 150_000), figures(13, 97_000), figures(15, 150_000)],
  workbook: packed(57, 4_400),
} as const satisfies Record<string, Measured>;

const measuredOf = ({ format, columns }: ExportRequest): Measured => {
  const isFull = columns === 'FULL';
  switch (format) {
    case 'CSV':
      return isFull ? measured.fullCsv : measured.standardCsv;
    case 'NDJSON':
      return isFull ? measured.fullJson : measured.standardJson;
    case 'GEOJSON':
      return isFull ? measured.fullPoint : measured.standardPoint;
    case 'PARQUET':
      return isFull ? measured.fullParquet : measured.standardParquet;
    case 'AQCSV':
      return measured.aqcsv;
    case 'XLSX':
      return measured.workbook;
    default:
      return format satisfies never;
  }
};

/** Wide rows of four quantities took 1.2 times a long one's bytes as they are, three times compressed, and as much longer. */
const timesWide = (request: ExportRequest, isCompressed: boolean): number => {
  if (request.layout === 'LONG') return 1;
  const quantities = quantitiesOf(request).length;
  return isCompressed ? 0.75 * quantities : 0.8 + 0.1 * quantities;
};

const places: Readonly<Record<Compression, 0 | 1 | 2>> = { NONE: 0, GZIP: 1, ZSTD: 2 };

/** sensors.csv, README.md, manifest.json and datapackage.json of a few sensors. */
const besideBytes = 20_000;
/** Until a worker has taken a job up, and to finish it. */
const besideSeconds = 2;

/** About how much so many rows of it will be. */
export const estimateOf = (request: ExportRequest, rows: number): Estimate => {
  const { compression, format } = request;
  const { bytes, rowsASecond } = measuredOf(request)[places[compression]];
  const isCompressed = compression !== 'NONE' || format === 'PARQUET' || format === 'XLSX';
  const times = timesWide(request, isCompressed);
  return {
    rows,
    bytes: Math.round(besideBytes + rows * bytes * times),
    seconds: Math.ceil(besideSeconds + (rows * times) / rowsASecond),
  };
};
