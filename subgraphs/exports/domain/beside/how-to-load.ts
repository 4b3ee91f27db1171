import type { ExportedFile } from '../export-job.ts';
import { nameOf } from '../files/names.ts';
import type { ExportRequest } from '../request/export-request.ts';

/** A line that reads the rows, in each of the three. */
interface Loading {
  readonly r: string;
  readonly python: string;
  readonly duckdb: string;
}

const csv = (file: string, all: string): Loading => ({
  r: `rows <- readr::read_csv("${file}")`,
  python: `rows = pandas.read_csv("${file}", parse_dates=["periodStart", "periodEnd"])`,
  duckdb: `SELECT * FROM read_csv('${all}', header = true);`,
});

/** Codes begin with zeros: they are texts. */
const aqcsv = (file: string, all: string): Loading => ({
  r: `rows <- readr::read_csv("${file}", col_types = readr::cols(.default = "c", value = "d", lat = "d", lon = "d"))`,
  python: `rows = pandas.read_csv("${file}", dtype={"site": str, "parameter": str, "unit": str, "qc": str})`,
  duckdb: `SELECT * FROM read_csv('${all}', header = true, all_varchar = true);`,
});

const ndjson = (file: string, all: string): Loading => ({
  r: `rows <- jsonlite::stream_in(gzfile("${file}"))`,
  python: `rows = pandas.read_json("${file}", lines=True)`,
  duckdb: `SELECT * FROM read_json('${all}', format = 'newline_delimited');`,
});

const parquet = (file: string, all: string): Loading => ({
  r: `rows <- arrow::read_parquet("${file}")`,
  python: `rows = pandas.read_parquet("${file}")`,
  duckdb: `SELECT * FROM '${all}';`,
});

const inside = { NONE: '', GZIP: '/vsigzip/', ZSTD: '' } as const;

const geojson = (file: string, { compression }: ExportRequest): Loading => ({
  r: `rows <- sf::st_read("${inside[compression]}${file}")`,
  python: `rows = geopandas.read_file("${inside[compression]}${file}")`,
  duckdb: `LOAD spatial; SELECT * FROM ST_Read('${inside[compression]}${file}');`,
});

const xlsx = (file: string): Loading => ({
  r: `rows <- readxl::read_excel("${file}")`,
  python: `rows = pandas.read_excel("${file}")`,
  duckdb: `LOAD excel; SELECT * FROM read_xlsx('${file}');`,
});

const loadingOf = (request: ExportRequest, file: string, all: string): Loading => {
  switch (request.format) {
    case 'CSV':
      return csv(file, all);
    case 'AQCSV':
      return aqcsv(file, all);
    case 'NDJSON':
      return ndjson(file, all);
    case 'PARQUET':
      return parquet(file, all);
    case 'GEOJSON':
      return geojson(file, request);
    case 'XLSX':
      return xlsx(file);
    default:
      return request.format satisfies never;
  }
};

/** How the rows are read with what people have, as Markdown. */
export const howToLoad = (request: ExportRequest, files: readonly ExportedFile[]): string => {
  const file = files[0]?.name ?? nameOf(request);
  const { r, python, duckdb } = loadingOf(request, file, files.length > 1 ? nameOf(request, '*') : file);
  const zstd =
    request.compression === 'ZSTD'
      ? [
          '',
          'R does not read .zst, and neither do readers of GeoJSON: unpack the file first, with `zstd -d`.',
        ]
      : [];
  return [
    ...['R:', '', '```r', r, '```', '', 'Python:', '', '```python', python, '```', ''],
    ...['DuckDB:', '', '```sql', duckdb, '```', ...zstd],
  ].join('\n');
};
