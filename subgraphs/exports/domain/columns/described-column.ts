import type { Cell, FileColumn } from '@aqmrg/platform/ports/series-files.ts';

export type ColumnType = 'text' | 'number' | 'integer' | 'instant' | 'local time';

/** A column, and what its readers have to know of it. */
export interface DescribedColumn extends FileColumn {
  readonly type: ColumnType;
  /** As people write it; null where it has none, or where another column tells. */
  readonly unit: string | null;
  readonly meaning: string;
}

interface Described {
  readonly type?: ColumnType;
  readonly unit?: string;
  readonly meaning: string;
}

/** Text without a unit, unless said otherwise. */
export const column = (name: string, cell: Cell, described: Described): DescribedColumn => ({
  name,
  cell,
  type: described.type ?? 'text',
  unit: described.unit ?? null,
  meaning: described.meaning,
});
