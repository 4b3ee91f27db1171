import type { Caller } from '@aqmrg/platform/caller.ts';
import { isProblems, type Problem } from '../../domain/problem.ts';
import type { RuleInput } from '../../domain/rule/read/input.ts';
import type { RuleDefinition } from '../../domain/rule/rule.ts';
import { noSuchRule, ownerFor } from './callers.ts';
import { type KeepRules, under } from './keep-rules.ts';

/** A rule that is there, or one that is yet to be. */
export interface TriedInput {
  readonly ruleId?: string | null | undefined;
  readonly rule?: RuleInput | null | undefined;
}

export interface Tried {
  readonly rule: RuleDefinition;
  readonly ruleId: string;
  readonly organisation: string | null;
  /** Where in the input the rule's own fields stand: `rule.` or, of one that is there, nothing but its id. */
  readonly fieldOf: (path: string) => string;
}

/** What somebody wants to try out, or all that is wrong with it. */
export const createFindTried =
  ({ read, readFor }: Pick<KeepRules, 'read' | 'readFor'>) =>
  async ({ ruleId, rule: input }: TriedInput, caller: Caller): Promise<Tried | readonly Problem[]> => {
    if (typeof ruleId === 'string') {
      if (input !== null && input !== undefined)
        return [
          {
            ...{ field: 'rule', code: 'NOT_USED', reason: 'A rule is named by its id as well' },
            next: 'Leave out one of the two.',
          },
        ];
      const rule = await read(ruleId, caller);
      if (rule === null) return noSuchRule('ruleId');
      return { rule, ruleId, organisation: rule.organisation, fieldOf: () => 'ruleId' };
    }
    if (input === null || input === undefined)
      return [
        {
          field: 'rule',
          code: 'MISSING',
          reason: 'Nothing says which rule',
          next: 'Give a rule, or the id of one.',
        },
      ];
    const owner = ownerFor(caller);
    if (isProblems(owner)) return owner;
    const rule = await readFor(input, owner.organisation);
    if (isProblems(rule)) return under('rule', rule);
    return { rule, ruleId: 'example', ...owner, fieldOf: (path) => `rule.${path}` };
  };
export type FindTried = ReturnType<typeof createFindTried>;
