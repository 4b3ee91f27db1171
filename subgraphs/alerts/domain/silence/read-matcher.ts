import type { Matcher } from '../notify/silence.ts';
import type { Tell } from '../rule/read/faults.ts';
import type { Given } from '../rule/read/input.ts';
import { listWithin, wordsWithin } from '../rule/read/lists.ts';
import type { Severity } from '../rule/rule.ts';

export interface MatcherInput {
  readonly ruleIds?: Given<readonly string[]>;
  readonly sensorIds?: Given<readonly string[]>;
  readonly siteIds?: Given<readonly string[]>;
  readonly networkIds?: Given<readonly string[]>;
  readonly severities?: Given<readonly Severity[]>;
}

const most = { rules: 200, sensors: 1_000, sites: 200, networks: 50, severities: 4 };

/** Which incidents somebody means; undefined where something is wrong with it. `at` is its path in the input. */
export const readMatcher = (tell: Tell, at: string, input: MatcherInput): Matcher | undefined => {
  const ruleIds = wordsWithin(tell, `${at}.ruleIds`, input.ruleIds, most.rules);
  const sensorIds = wordsWithin(tell, `${at}.sensorIds`, input.sensorIds, most.sensors);
  const siteIds = wordsWithin(tell, `${at}.siteIds`, input.siteIds, most.sites);
  const networkIds = wordsWithin(tell, `${at}.networkIds`, input.networkIds, most.networks);
  const severities = listWithin(tell, `${at}.severities`, input.severities, most.severities);
  const isWhole = ![ruleIds, sensorIds, siteIds, networkIds, severities].includes(undefined);
  return isWhole ? ({ ruleIds, sensorIds, siteIds, networkIds, severities } as Matcher) : undefined;
};
