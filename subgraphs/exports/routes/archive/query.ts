import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import type { FastifyRequest } from 'fastify';
import { isDay } from '../../domain/archive/archive-path.ts';

type Query = Readonly<Record<string, unknown>>;

export const mostLines = 10_000;
const usualLines = 1_000;

/** The settings of an address. Throws BAD_INPUT for those that there are not. */
export const queryIn = ({ query }: FastifyRequest, known: readonly string[]): Query => {
  const said = query as Query;
  const unknown = Object.keys(said).find((name) => !known.includes(name));
  if (unknown === undefined) return said;
  throw badInput('query', `There is no such setting; there are ${known.join(', ')}.`);
};

/** A whole number within bounds, as it is written; the usual one where it is left out. */
const wholeNumber = (
  query: Query,
  name: string,
  { least, most, usual }: { readonly least: number; readonly most: number; readonly usual: number },
): number => {
  const text = query[name] ?? String(usual);
  const value = typeof text === 'string' && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw badInput(name, `${name} is a whole number of ${least} to ${most}.`);
};

export const limitIn = (query: Query): number =>
  wholeNumber(query, 'limit', { least: 1, most: mostLines, usual: usualLines });

/** The number of the last change that was seen. */
export const afterChangeIn = (query: Query): number =>
  wholeNumber(query, 'after', { least: 0, most: Number.MAX_SAFE_INTEGER, usual: 0 });

/** The last day that was seen. */
export const afterDayIn = (query: Query): string | null => {
  const { after = null } = query;
  if (after === null) return null;
  if (typeof after === 'string' && isDay(after)) return after;
  throw badInput('after', 'after is a date such as 2026-03-01.');
};

export const isReplayedIn = ({ replayed = 'false' }: Query): boolean => {
  if (replayed === 'true' || replayed === 'false') return replayed === 'true';
  throw badInput('replayed', 'replayed is true or false.');
};
