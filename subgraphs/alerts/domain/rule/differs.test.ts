import { describe, expect, it } from 'vitest';
import { isProblems } from '../problem.ts';
import { differs, needsApprovalAnew } from './differs.ts';
import type { RuleInput } from './read/input.ts';
import { readRule } from './read/read-rule.ts';

const made = (changes: Partial<RuleInput> = {}) => {
  const condition = { signal: 'NOWCAST', quantity: 'PM25', threshold: 55.5 } as const;
  const rule = readRule({ name: 'Smoke', severity: 'SEVERE', condition, ...changes });
  if (isProblems(rule)) throw new Error(JSON.stringify(rule));
  return rule;
};
const changesOf = (changes: Partial<RuleInput>): boolean[] => [
  differs(made(), made(changes)),
  needsApprovalAnew(made(), made(changes)),
];

describe('a rule that was changed', () => {
  it('judges otherwise, and has to be approved anew, where condition, scope or pace differ', () => {
    expect(changesOf({ condition: { signal: 'NOWCAST', quantity: 'PM25', threshold: 55.6 } })).toEqual([
      true,
      true,
    ]);
    expect(changesOf({ scope: { siteIds: ['a'] } })).toEqual([true, true]);
    expect(changesOf({ pace: { for: 'PT1H' } })).toEqual([true, true]);
  });

  it('has to be approved anew where CAP would say something else', () => {
    expect(changesOf({ name: 'Fire' })).toEqual([false, true]);
    expect(changesOf({ severity: 'EXTREME' })).toEqual([false, true]);
    expect(changesOf({ wording: { subject: 'Run' } })).toEqual([false, true]);
  });

  it('stays what it is where others are told, or it is switched off', () => {
    expect(changesOf({ telling: { receiverIds: ['a'] }, isEnabled: false })).toEqual([false, false]);
  });

  it('is the same whatever the order in which its parts were written down', () => {
    const { condition, ...rest } = made();
    const turned = Object.fromEntries(Object.entries(condition).reverse()) as typeof condition;
    expect(differs(made(), { condition: turned, ...rest })).toBe(false);
  });
});
