import type { EffectRequest, ModelRequest } from '../report/request.ts';
import type { FactorTerm, NumericTerm, Term } from '../terms/spec.ts';
import type { Alternative, ConfounderRole, Confounders, ModelDefinition } from './definition.ts';
import type { PlannedExposure } from './study-plan.ts';

const daysPerYear = 365.25;

/** A definition's terms and strata, or those of an alternative. */
export interface Shape {
  readonly terms: Readonly<Record<string, Term>>;
  readonly strata?: readonly string[];
}

/** A model with an alternative's terms instead of its own of the same names. */
export const mergedWith = ({ terms, strata }: ModelDefinition, alternative: Alternative): Shape => {
  const merged = Object.entries({ ...terms, ...alternative.terms });
  const kept = merged.filter((entry): entry is [string, Term] => entry[1] !== null);
  const among = alternative.strata ?? strata;
  return { terms: Object.fromEntries(kept), ...(among === undefined ? {} : { strata: among }) };
};

/** The column that a role stands for; null where a series has none. */
const columnFor = (column: string, confounders: Confounders): string | null =>
  column.startsWith('@') ? (confounders[column.slice(1).toUpperCase() as ConfounderRole] ?? null) : column;

/** Degrees of freedom a year as those that the days asked about have in all, so that a model says by itself what it is. */
const withWholeDf = (term: NumericTerm, days: number): NumericTerm => {
  const { response } = term;
  if ((response?.kind !== 'ns' && response?.kind !== 'bs') || response.dfPerYear === undefined) return term;
  const { dfPerYear, ...others } = response;
  return { ...term, response: { ...others, df: Math.round((dfPerYear * days) / daysPerYear) } };
};

const withColumn = (term: Term, { confounders, days }: Filling): readonly Term[] => {
  const columns = [term.column].flat().map((column) => columnFor(column, confounders));
  if (columns.includes(null)) return [];
  if (term.kind === 'numeric') return [{ ...withWholeDf(term, days), column: columns[0] as string }];
  const column = columns.length === 1 ? (columns[0] as string) : (columns as readonly string[]);
  return [{ ...term, column } satisfies FactorTerm];
};

const isLine = ({ response = { kind: 'linear' } }: NumericTerm): boolean => response.kind === 'linear';

const withExposure = (term: NumericTerm, { column, increment }: PlannedExposure): NumericTerm => ({
  ...term,
  column,
  ...(isLine(term) ? { per: increment } : {}),
  isExposure: true,
});

/** The effects of exposures that are no lines: a specification tells those of lines anyway. */
const effectsOf = (
  term: NumericTerm,
  exposures: readonly PlannedExposure[],
  curve: readonly number[],
): readonly EffectRequest[] =>
  isLine(term)
    ? []
    : exposures.map(({ increment, reference }, place) => ({
        term: place,
        at: reference + increment,
        reference,
        ...(place === 0 && curve.length > 0 ? { curve } : {}),
      }));

export interface Filling {
  readonly outcome: string;
  /** Those that enter, in their order. */
  readonly exposures: readonly PlannedExposure[];
  readonly confounders: Confounders;
  readonly months: readonly number[] | null;
  /** From the first that is asked about to the last. */
  readonly days: number;
  /** Values of the first exposure at which a curve is told. */
  readonly curve: readonly number[];
}

/** A model of columns instead of roles. Its first terms are the exposures; those of roles that a series does not have are left out. */
export const requestOf = ({ terms, strata }: Shape, filling: Filling): ModelRequest => {
  const { exposure, ...others } = terms;
  const exposed = exposure as NumericTerm;
  const effects = effectsOf(exposed, filling.exposures, filling.curve);
  return {
    kind: 'model',
    outcome: filling.outcome,
    family: 'quasipoisson',
    terms: [
      ...filling.exposures.map((one) => withExposure(exposed, one)),
      ...Object.values(others).flatMap((term) => withColumn(term, filling)),
    ],
    ...(strata === undefined ? {} : { strata }),
    ...(filling.months === null
      ? {}
      : { subset: { column: 'month', in: filling.months, lags: 'across' as const } }),
    ...(effects.length === 0 ? {} : { effects }),
  };
};
