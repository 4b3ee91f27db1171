import { promisify } from 'node:util';
import { gunzip as gunzipCallback, gzip as gzipCallback } from 'node:zlib';
import type { HealthValues } from '../domain/health/health-series.ts';

const gzip = promisify(gzipCallback);
const gunzip = promisify(gunzipCallback);

/** Columns as gzip of JSON: a list of numbers each, null where a value is missing. */
export const pack = (values: HealthValues): Promise<Uint8Array<ArrayBuffer>> => {
  const columns = Object.entries(values).map(
    ([name, column]) => [name, Array.from(column, (value) => (Number.isNaN(value) ? null : value))] as const,
  );
  return gzip(JSON.stringify(Object.fromEntries(columns)));
};

export const unpack = async (content: Uint8Array): Promise<HealthValues> => {
  const text = (await gunzip(content)).toString('utf8');
  const columns: Readonly<Record<string, readonly (number | null)[]>> = JSON.parse(text);
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      Float64Array.from(column, (value) => value ?? Number.NaN),
    ]),
  );
};
