import { badInput } from '../errors/air-error.ts';

/** How many items a page holds: null is the same as left out. Rejects with BAD_INPUT, field `first`. */
export const pageSize = (
  first: number | null | undefined,
  { usual, largest }: { readonly usual: number; readonly largest: number },
): number => {
  const size = first ?? usual;
  if (size >= 1 && size <= largest) return size;
  throw badInput('first', `A page holds 1 to ${largest} items; ${size} were asked for.`);
};
