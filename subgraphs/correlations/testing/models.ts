import type { FactorTerm, ModelSpec, NumericTerm, Term } from '../domain/terms/spec.ts';

export const numeric = (column: string, more: Omit<NumericTerm, 'kind' | 'column'> = {}): NumericTerm => ({
  kind: 'numeric',
  column,
  ...more,
});

export const factor = (
  column: FactorTerm['column'],
  more: Omit<FactorTerm, 'kind' | 'column'> = {},
): FactorTerm => ({
  kind: 'factor',
  column,
  ...more,
});

export const ns = (column: string, df: number): NumericTerm =>
  numeric(column, { response: { kind: 'ns', df } });
export const bs = (column: string, df: number): NumericTerm =>
  numeric(column, { response: { kind: 'bs', df } });

export const model = (outcome: string, terms: readonly Term[], more: Partial<ModelSpec> = {}): ModelSpec => ({
  outcome,
  family: 'quasipoisson',
  terms,
  ...more,
});
