import { describe, expect, it } from 'vitest';
import { isProblems } from '../problem.ts';
import { houseRules } from './house-rules.ts';
import { readRule } from './read/read-rule.ts';

describe('the rules of the house', () => {
  it.each(houseRules)('can be read: $id', ({ rule }) => {
    const read = readRule(rule);
    expect(isProblems(read) ? read : []).toEqual([]);
  });

  it('tell nobody, and have an id each', () => {
    expect(houseRules.flatMap(({ rule }) => rule.telling?.receiverIds ?? [])).toEqual([]);
    expect(new Set(houseRules.map(({ id }) => id)).size).toBe(houseRules.length);
  });
});
