import { AirError } from '@aqmrg/platform/errors/air-error.ts';

/** Levels of lists and objects, but never more than `most + 1`: how far it is worth looking. */
const depthOf = (value: unknown, most: number): number => {
  if (typeof value !== 'object' || value === null) return 0;
  if (most === 0) return 1;
  let deepest = 0;
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    const below = depthOf(inner, most - 1);
    if (below > deepest) deepest = below;
  }
  return deepest + 1;
};

/** Refuses variables that nest deeper than this: whoever writes them as JSON again goes one call deeper for each level. */
export const checkVariableDepth = (variables: Readonly<Record<string, unknown>>, limit: number): void => {
  for (const name in variables) {
    if (depthOf(variables[name], limit) <= limit) continue;
    throw new AirError('QUERY_TOO_DEEP', `Variable "$${name}" nests more than ${limit} levels deep.`, {
      field: name,
      exceeded: { limit, measured: limit + 1 },
    });
  }
};
