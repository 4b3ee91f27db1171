import { isProblems } from '../domain/problem.ts';
import type { RuleInput } from '../domain/rule/read/input.ts';
import { readRule } from '../domain/rule/read/read-rule.ts';
import type { Rule, RuleDefinition } from '../domain/rule/rule.ts';

/** Monday, 2026-11-30T06:00:00Z. */
export const monday = Date.UTC(2026, 10, 30, 6);

/** What somebody writes down: a NowCast of PM2.5 at or above 55.5 µg/m³. */
export const makeRuleInput = (changes: Partial<RuleInput> = {}): RuleInput => ({
  ...{ name: 'Smoke', severity: 'SEVERE' },
  condition: { signal: 'NOWCAST', quantity: 'PM25', threshold: 55.5 },
  ...changes,
});

/** Throws where it cannot be. */
export const makeDefinition = (changes: Partial<RuleInput> = {}): RuleDefinition => {
  const read = readRule(makeRuleInput(changes));
  if (isProblems(read)) throw new Error(JSON.stringify(read));
  return read;
};

/** A rule of makerere's, as it was made. */
export const makeRule = (changes: Partial<Rule> = {}): Rule => ({
  ...makeDefinition(),
  ...{ id: 'smoke', revision: 1, organisation: 'makerere', isPublished: false, isApproved: false },
  ...{ createdBy: 'ada', createdAt: monday, changedAt: monday },
  ...changes,
});
