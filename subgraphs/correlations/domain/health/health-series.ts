import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { dateOf, dayNumber } from '../days.ts';

export const healthColumnRoles = [
  'OUTCOME',
  'TEMPERATURE',
  'HUMIDITY',
  'HOLIDAY',
  'INFLUENZA',
  'EXPOSURE',
] as const;
export type HealthColumnRole = (typeof healthColumnRoles)[number];

export interface HealthColumn {
  readonly name: string;
  readonly role: HealthColumnRole;
  /** For people. */
  readonly label: string;
  readonly unit: string | null;
  /** Days without a value. */
  readonly missing: number;
  /** The sum of an outcome's counts, rounded down to hundreds. */
  readonly events: number | null;
}

/** What is told of a series: everything but its values. */
export interface HealthSeries {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly population: string | null;
  readonly source: string | null;
  /** IANA name: its days are local to it. */
  readonly timeZone: string;
  /** Local date, YYYY-MM-DD. */
  readonly firstDay: string;
  readonly days: number;
  readonly columns: readonly HealthColumn[];
  readonly contentHash: string;
  readonly uploadedById: string;
  readonly uploadedAt: EpochMs;
}

/** The columns that are kept, a value for each day from the first; NaN is missing. */
export type HealthValues = Readonly<Record<string, Float64Array>>;

/** The last of its days, YYYY-MM-DD. */
export const lastDayOf = ({ firstDay, days }: Pick<HealthSeries, 'firstDay' | 'days'>): string =>
  dateOf((dayNumber(firstDay) ?? 0) + days - 1);
