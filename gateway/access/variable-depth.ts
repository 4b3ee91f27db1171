import { AirError } from '@aqmrg/platform/errors/air-error.ts';

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether a value has more than so many levels of lists and objects. It looks no further than that. */
const isDeeper = (value: object, levels: number): boolean => {
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isNested(item) && isDeeper(item, levels - 1)) return true;
    return false;
  }
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key];
    if (isNested(inner) && isDeeper(inner, levels - 1)) return true;
  }
  return false;
};

/** Refuses variables that nest deeper than this: whoever writes them as JSON again goes one call deeper for each level. */
export const checkVariableDepth = (variables: Readonly<Record<string, unknown>>, limit: number): void => {
  for (const name in variables) {
    const value = variables[name];
    if (!isNested(value) || !isDeeper(value, limit)) continue;
    throw new AirError('QUERY_TOO_DEEP', `Variable "$${name}" nests more than ${limit} levels deep.`, {
      field: name,
      exceeded: { limit, measured: limit + 1 },
    });
  }
};
