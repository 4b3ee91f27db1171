import type { LagWindow } from '../lags/lag-window.ts';
import type { Response, SplineSize } from '../lags/response.ts';
import type { ModelSpec, Term } from './spec.ts';

const sizeText = ({ df, dfPerYear, knots }: SplineSize): string =>
  knots !== undefined
    ? `knots at ${knots.join(', ')}`
    : df !== undefined
      ? `df = ${df}`
      : `df = ${dfPerYear} a year`;

const responseText = (column: string, response: Response): string => {
  switch (response.kind) {
    case 'linear':
      return column;
    case 'polynomial':
      return `poly(${column}, degree = ${response.degree})`;
    case 'ns':
    case 'bs':
      return `${response.kind}(${column}, ${sizeText(response)})`;
    case 'threshold':
      return [
        ...(response.below === undefined ? [] : [`max(${response.below} - ${column}, 0)`]),
        ...(response.above === undefined ? [] : [`max(${column} - ${response.above}, 0)`]),
      ].join(' & ');
    case 'steps':
      return `steps(${column}, ${response.cuts.join(', ')})`;
    case 'fourier':
      return `fourier(${column}, period = ${response.period}, harmonics = ${response.harmonics})`;
    default:
      return response satisfies never;
  }
};

const windowText = ({ from = 0, to, shape = { kind: 'unconstrained' } }: LagWindow): string => {
  const how = (): string => {
    switch (shape.kind) {
      case 'strata':
        return `strata from ${shape.starts.join(', ')}`;
      case 'polynomial':
        return `polynomial of degree ${shape.degree}`;
      case 'ns':
      case 'bs':
        return `${shape.kind} with ${sizeText(shape)}`;
      default:
        return shape.kind;
    }
  };
  return `lags ${from}-${to} ${how()}`;
};

const termText = (term: Term): string => {
  if (term.kind === 'factor') {
    const crossed = [term.column].flat().join(':');
    const grouped =
      term.quantiles === undefined ? crossed : `${term.quantiles} quantile groups of ${crossed}`;
    return `factor(${grouped}${term.lag ? `, lag ${term.lag}` : ''})`;
  }
  const { column, per = 1, response = { kind: 'linear' }, lags = 0 } = term;
  const value = `${responseText(column, response)}${per === 1 ? '' : `/${per}`}`;
  if (typeof lags !== 'number') return `[${value}; ${windowText(lags)}]`;
  return lags === 0 ? value : `lag(${value}, ${lags})`;
};

/** A model in one line, for people: in words close to R's, which R does not run. */
export const formulaOf = ({ outcome, isLog, family, terms, strata, subset, lagsWithin }: ModelSpec): string =>
  [
    `${isLog ? `log(${outcome})` : outcome} ~ ${terms.map(termText).join(' + ') || '1'}`,
    strata === undefined ? '' : ` | strata(${strata.join(':')})`,
    `; ${family}, ${family === 'gaussian' ? 'identity' : 'log'} link`,
    subset === undefined ? '' : `; where ${subset.column} is ${subset.in.join(', ')}`,
    lagsWithin === undefined ? '' : `; lags within ${lagsWithin}`,
  ].join('');
