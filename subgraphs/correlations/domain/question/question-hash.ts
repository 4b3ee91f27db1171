import { createHash } from 'node:crypto';
import type { Column } from '../terms/spec.ts';

/** Changes when the same question about the same data may be answered otherwise: with the statistics, not with the code around them. */
const statistics = 1;

const feed = (hash: ReturnType<typeof createHash>, column: Column): void => {
  if (column instanceof Float64Array)
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  else hash.update(JSON.stringify(column));
};

/** SHA-256 of what a run is made of: models, settings and data. The same gives the same result. */
export const questionHashOf = (settings: unknown, columns: Readonly<Record<string, Column>>): string => {
  const hash = createHash('sha256').update(JSON.stringify([statistics, settings]));
  for (const name of Object.keys(columns).sort()) {
    const column = columns[name] as Column;
    // how much follows: the bytes of numbers may be those of a name
    hash.update(JSON.stringify([name, column.length, column instanceof Float64Array]));
    feed(hash, column);
  }
  return hash.digest('hex');
};
