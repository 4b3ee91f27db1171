import { isDeepStrictEqual } from 'node:util';
import type { Shown, ShownError } from './shown.ts';

/** What Apollo answered, with the misfits that it tells apart from the errors. */
export interface StockShown extends Shown {
  readonly misfits: readonly ShownError[];
}

/** A subgraph that could not be asked or whose answer is none: both tell it without a path, each in its own words. */
const unplaced = (errors: readonly ShownError[]): readonly ShownError[] =>
  errors.filter(({ path }) => path === undefined);
const placed = (errors: readonly ShownError[]): readonly ShownError[] =>
  errors.filter(({ path }) => path !== undefined);
const messages = (errors: readonly ShownError[]): readonly string[] =>
  errors.map(({ message }) => message).sort();

const couldBeHidden = ({ message }: ShownError): boolean => /^Invalid (value|__typename) found/.test(message);

/** What a path leads to; undefined where the answer does not hold it. */
const at = (data: unknown, path: readonly (string | number)[]): unknown => {
  let here: unknown = data;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
};

/** A path of the inside of a subgraph's answer, which Apollo passes on where an error is about all entities. */
const inside = ({ path }: ShownError): boolean => path?.includes('_entities') ?? false;

/**
 * How our answer differs from Apollo's where it should not. The differences that are allowed:
 * - Apollo tells values that break the schema's promise in an extension; ours are errors, as the specification has it.
 * - An error without a path has our words, which hold no address.
 * - Apollo's path of an error below entities points at another entity where some could not be asked for: there ours must not
 *   lead to a value, and all messages must be the same.
 * - With `hiding`: a value that is `@inaccessible` is null without an error in ours; Apollo's extension tells it.
 */
export const differences = (stock: StockShown, ours: Shown, { hiding = false } = {}): string[] => {
  const found: string[] = [];
  if (!isDeepStrictEqual(stock.data ?? null, ours.data ?? null)) found.push('data');
  const ourErrors = ours.errors ?? [];
  const theirErrors = (stock.errors ?? stock.misfits).filter(
    (error) => !(hiding && couldBeHidden(error)) || ourErrors.some((own) => isDeepStrictEqual(own, error)),
  );
  if (unplaced(theirErrors).length !== unplaced(ourErrors).length) found.push('errors without a path');
  if (isDeepStrictEqual(placed(theirErrors), placed(ourErrors))) return found;
  if (!isDeepStrictEqual(messages(placed(theirErrors)), messages(placed(ourErrors)))) found.push('errors');
  else if (
    !theirErrors.some(inside) &&
    placed(ourErrors).some(({ path = [] }) => (at(ours.data, path) ?? null) !== null)
  )
    found.push('paths');
  return found;
};
