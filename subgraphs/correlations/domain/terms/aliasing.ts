import type { Fitted } from '../glm/fitted.ts';
import type { Aliased } from '../linear/least-squares.ts';
import { column, type Matrix, norm } from '../linear/matrix.ts';
import { type Problem, problem } from '../problem.ts';
import type { Design } from './design.ts';

/** A column that is dropped, and what makes it up: so much of each of the others, but for rounding. */
export interface AliasedColumn {
  readonly name: string;
  readonly of: readonly { readonly name: string; readonly share: number }[];
}

/** The share of one column in another, both at their own lengths, below which it is rounding. */
const entangled = 1e-4;

/** The columns that make up an aliased one. */
const partsOf = (x: Matrix, { column: j, of }: Aliased): Aliased['of'] =>
  of.filter((part) => Math.abs(part.share) * norm(column(x, part.column)) > entangled * norm(column(x, j)));

/** The exposure whose effect the data cannot tell from other terms': one that is aliased, or that makes up an aliased column. */
export const entangledIn = ({ terms, x, names }: Design, { aliased }: Fitted): Problem | null => {
  for (const { term, from, to } of terms) {
    if (term.kind !== 'numeric' || term.isExposure !== true) continue;
    const isOwn = (j: number): boolean => j >= from && j < to;
    const together = aliased
      .map((one) => [one.column, ...partsOf(x, one).map((part) => part.column)])
      .find((columns) => columns.some(isOwn));
    if (together === undefined) continue;
    const others = together
      .map((j) => names[j])
      .filter((name, i) => name !== 'intercept' && !isOwn(together[i] as number));
    return problem(
      term.column,
      'COLLINEAR',
      others.length === 0
        ? `${term.column} does not vary enough to have the effects that are asked for`
        : `The effect of ${term.column} cannot be told from that of ${others.slice(0, 6).join(', ')}`,
      'Leave out one of the terms that say the same, or ask for fewer lags or strata.',
    );
  }
  return null;
};

export const aliasedColumns = ({ x, names }: Design, { aliased }: Fitted): readonly AliasedColumn[] =>
  aliased.map((one) => ({
    name: names[one.column] as string,
    of: partsOf(x, one).map((part) => ({ name: names[part.column] as string, share: part.share })),
  }));
