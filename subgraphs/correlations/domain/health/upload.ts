import type { HealthColumn, HealthColumnRole, HealthValues } from './health-series.ts';

/** A column, as whoever uploads it tells of it. */
export interface ColumnSaid {
  /** As the header has it. */
  readonly name: string;
  readonly role: HealthColumnRole;
  readonly label?: string | null | undefined;
  readonly unit?: string | null | undefined;
}

/** What is said of a series beside its rows. */
export interface UploadSaid {
  readonly name: string;
  readonly population?: string | null | undefined;
  readonly source?: string | null | undefined;
  readonly timeZone: string;
  readonly columns: readonly ColumnSaid[];
  /** Default: `date`. */
  readonly dateColumn?: string | null | undefined;
}

/** A series that may be kept. */
export interface JudgedUpload {
  readonly name: string;
  readonly population: string | null;
  readonly source: string | null;
  readonly timeZone: string;
  /** YYYY-MM-DD */
  readonly firstDay: string;
  readonly days: number;
  readonly columns: readonly HealthColumn[];
  readonly values: HealthValues;
}

export const dateColumnOf = ({ dateColumn }: UploadSaid): string => dateColumn ?? 'date';

export const mostColumns = 40;
/** A hundred years. */
export const mostDays = 36_525;
/** As many as are told at once. */
export const mostProblems = 20;
