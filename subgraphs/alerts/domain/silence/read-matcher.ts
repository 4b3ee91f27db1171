import type { Matcher } from '../notify/silence.ts';
import type { Severity } from '../rule/rule.ts';
import type { Tell } from './tell.ts';

/** Left out, or said to be none: the same. */
export type Given<T> = T | null | undefined;

export interface MatcherInput {
  readonly ruleIds?: Given<readonly string[]>;
  readonly sensorIds?: Given<readonly string[]>;
  readonly siteIds?: Given<readonly string[]>;
  readonly networkIds?: Given<readonly string[]>;
  readonly severities?: Given<readonly Severity[]>;
}

const most = { ruleIds: 200, sensorIds: 1_000, siteIds: 200, networkIds: 50, severities: 4 };

/** What cannot be kept is nobody's id. */
const isId = (text: string): boolean => text.length > 0 && !text.includes('\0') && text.isWellFormed();

interface Bounds {
  readonly field: string;
  readonly longest: number;
}

/** Each once; null where there is no list. One that is empty would match nothing, which nobody means. */
const readList = <T extends string>(
  tell: Tell,
  list: Given<readonly T[]>,
  { field, longest }: Bounds,
): readonly T[] | null => {
  if (list === null || list === undefined) return null;
  const once = [...new Set(list)];
  const wrong = list.findIndex((id) => !isId(id));
  if (once.length === 0)
    tell(field, 'MISSING', 'The list is empty, so it names nothing', 'Name one, or leave it out.');
  else if (once.length > longest)
    tell(field, 'TOO_MANY', `${once.length} are named`, `Name ${longest} at most.`);
  else if (wrong !== -1) tell(`${field}.${wrong}`, 'UNKNOWN_ID', 'Nothing has this id', 'Check the id.');
  return once;
};

/** Which incidents somebody means. `at` is its path in the input. */
export const readMatcher = (tell: Tell, at: string, input: MatcherInput): Matcher => {
  const bounds = (name: keyof Matcher): Bounds => ({ field: `${at}.${name}`, longest: most[name] });
  return {
    ruleIds: readList(tell, input.ruleIds, bounds('ruleIds')),
    sensorIds: readList(tell, input.sensorIds, bounds('sensorIds')),
    siteIds: readList(tell, input.siteIds, bounds('siteIds')),
    networkIds: readList(tell, input.networkIds, bounds('networkIds')),
    severities: readList(tell, input.severities, bounds('severities')),
  };
};
