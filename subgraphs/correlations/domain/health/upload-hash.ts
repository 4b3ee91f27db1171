import { createHash } from 'node:crypto';
import type { JudgedUpload } from './upload.ts';

/** Numbers as JSON has them, null where there is none. */
const numbersOf = (values: Float64Array): string =>
  JSON.stringify(Array.from(values, (value) => (Number.isNaN(value) ? null : value)));

/** SHA-256 of everything that was said of a series: the same upload has the same, however it was written. */
export const contentHashOf = ({ values, ...told }: JudgedUpload): string => {
  const { name, population, source, timeZone, firstDay, days, columns } = told;
  const hash = createHash('sha256');
  hash.update(JSON.stringify([name, population, source, timeZone, firstDay, days]));
  for (const column of columns) {
    hash.update(JSON.stringify([column.name, column.role, column.label, column.unit]));
    hash.update(numbersOf(values[column.name] as Float64Array));
  }
  return hash.digest('hex');
};
