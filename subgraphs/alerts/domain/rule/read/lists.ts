import { type Tell, textWithin } from './faults.ts';
import type { Given } from './input.ts';

/** Each once, in the order given; null where there is no list. An empty one is a fault: it would name nothing. */
export const listWithin = <T>(
  tell: Tell,
  field: string,
  values: Given<readonly T[]>,
  most: number,
): readonly T[] | null | undefined => {
  if (values === null || values === undefined) return null;
  if (values.length === 0)
    return tell(field, 'MISSING', 'The list is empty, so it names nothing', 'Name one, or leave it out.');
  const once = [...new Set(values)];
  return once.length <= most
    ? once
    : tell(field, 'TOO_MANY', `${once.length} are named`, `Name ${most} at most.`);
};

const longestWord = 128;

/** Ids, tags and such: short texts in one line. */
export const wordsWithin = (
  tell: Tell,
  field: string,
  values: Given<readonly string[]>,
  most: number,
): readonly string[] | null | undefined => {
  const words = values?.map((value, place) =>
    textWithin(tell, `${field}.${place}`, value, { longest: longestWord, kind: 'line' }),
  );
  if (words?.includes(undefined)) return undefined;
  const empty = words?.indexOf(null) ?? -1;
  return empty === -1
    ? listWithin(tell, field, words as Given<readonly string[]>, most)
    : tell(`${field}.${empty}`, 'MISSING', 'It is empty', 'Write it, or take it out of the list.');
};
