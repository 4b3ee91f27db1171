import type { HealthColumnRole } from '../health/health-series.ts';
import type { Term } from '../terms/spec.ts';

/** Why a model stands in the list of those that were tried. The graph's contract: add, never rename. */
export const triedAs = [
  'PRE_SPECIFIED',
  'OTHER_DESIGN',
  'SENSITIVITY',
  'SINGLE_LAG',
  'SINGLE_POLLUTANT',
  'ASKED_FOR',
] as const;
export type TriedAs = (typeof triedAs)[number];

/** What is tried beside a model: the same, but for the terms of these names. */
export interface Alternative {
  readonly id: string;
  readonly title: string;
  readonly triedAs: TriedAs;
  /** Null leaves the term of that name out. */
  readonly terms: Readonly<Record<string, Term | null>>;
  readonly strata?: readonly string[];
  /** Whether it is the one whose exposure–response curve is told. */
  readonly isCurve?: boolean;
}

/** A model that was written down before anybody looked at results: ml/models/correlation. Columns may be roles, such as `@temperature`. */
export interface ModelDefinition {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Whether it answers where none is asked for. */
  readonly isDefault: boolean;
  readonly family: 'quasipoisson';
  /** By name; the one that is called `exposure` is repeated for each exposure. */
  readonly terms: Readonly<Record<string, Term>>;
  readonly strata?: readonly string[];
  readonly alternatives: readonly Alternative[];
}

/** What may be adjusted for, beside the calendar. */
export type ConfounderRole = Exclude<HealthColumnRole, 'OUTCOME' | 'EXPOSURE'>;

/** The columns that have these roles. */
export type Confounders = Readonly<Partial<Record<ConfounderRole, string>>>;
