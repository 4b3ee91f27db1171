import type { Caller } from '@aqmrg/platform/caller.ts';
import { isProblems, type Problem } from '../../domain/problem.ts';
import { consequencesOf } from '../../domain/rule/differs.ts';
import type { RuleInput } from '../../domain/rule/read/input.ts';
import { readRule } from '../../domain/rule/read/read-rule.ts';
import type { Rule, RuleDefinition } from '../../domain/rule/rule.ts';
import { mostRules, type Rules } from '../../store/rules/rules.ts';
import { isAdmin, isId, isOwn, mayRead, noSuchRule, ownerFor } from './callers.ts';
import type { CheckNames } from './check-names.ts';

export interface KeepGround {
  readonly rules: Rules;
  readonly checkNames: CheckNames;
  readonly newId: () => string;
  readonly now: () => number;
  /** Called once rules have changed, so that those who judge need not wait until they look. */
  readonly onChanged: () => void;
}

/** The problems of what stands somewhere in an input, by their paths from its top. */
export const under = (at: string, problems: readonly Problem[]): readonly Problem[] =>
  problems.map((problem) => ({ ...problem, field: `${at}.${problem.field}` }));

const full: readonly Problem[] = [
  {
    ...{ field: 'organisation', code: 'TOO_MANY' },
    reason: `Your organisation has ${mostRules.toLocaleString('en')} rules`,
    next: 'Delete one first, or give one a wider scope.',
  },
];

const changedMeanwhile: readonly Problem[] = [
  {
    ...{
      field: 'revision',
      code: 'CHANGED_MEANWHILE',
      reason: 'It is no longer the revision that you named',
    },
    next: 'Read it again.',
  },
];

interface Asked {
  readonly id: string;
  readonly revision: number;
}

interface Published {
  readonly id: string;
  readonly isPublished: boolean;
}

/** What is done with rules: their own by members, the house's by Admins; shown and approved by Admins alone, whoever's they are. */
export const createKeepRules = ({ rules, checkNames, newId, now, onChanged }: KeepGround) => {
  const deedOf = ({ id }: Caller) => ({ by: id, at: now() });
  const findFor = async (id: string, isTheirs: (rule: Rule) => boolean): Promise<Rule | null> => {
    const rule = isId(id) ? await rules.find(id) : null;
    return rule !== null && isTheirs(rule) ? rule : null;
  };
  /** As it is now, once something was done to it. */
  const changed = async (id: string): Promise<Rule | readonly Problem[]> => {
    onChanged();
    return (await rules.find(id)) ?? noSuchRule();
  };
  /** What was written down, with all that is wrong with it. */
  const readFor = async (
    input: RuleInput,
    organisation: string | null,
  ): Promise<RuleDefinition | readonly Problem[]> => {
    const definition = readRule(input);
    if (isProblems(definition)) return definition;
    const problems = await checkNames(definition, organisation);
    return problems.length > 0 ? problems : definition;
  };

  return {
    readFor,

    /** Null where there is none of this id, or where it is not for them. */
    read: (id: string, caller: Caller): Promise<Rule | null> => findFor(id, (rule) => mayRead(caller, rule)),

    /** Of their organisation, and of the house what they may read, by their names. */
    async list(caller: Caller): Promise<readonly Rule[]> {
      const own = caller.organisation === null ? [] : await rules.list(caller.organisation);
      const house = (await rules.list(null)).filter((rule) => mayRead(caller, rule));
      return [...own, ...house].sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
    },

    async create(input: RuleInput, caller: Caller): Promise<Rule | readonly Problem[]> {
      const owner = ownerFor(caller);
      if (isProblems(owner)) return owner;
      const definition = await readFor(input, owner.organisation);
      if (isProblems(definition)) return definition;
      const at = now();
      const rule = {
        ...{ ...definition, ...owner, id: newId(), revision: 1, isPublished: false, isApproved: false },
        ...{ createdBy: caller.id, createdAt: at, changedAt: at },
      };
      if (!(await rules.create(rule))) return full;
      onChanged();
      return rule;
    },

    async update({ id, revision, rule: input }: Asked & { readonly rule: RuleInput }, caller: Caller) {
      const before = await findFor(id, (rule) => isOwn(caller, rule));
      if (before === null) return noSuchRule();
      const definition = await readFor(input, before.organisation);
      if (isProblems(definition)) return under('rule', definition);
      const consequences = consequencesOf(before, definition);
      const staysPublished = isAdmin(caller);
      const change = { id, revision, definition, consequences, staysPublished };
      const isDone = before.revision === revision && (await rules.replace(change, deedOf(caller)));
      return isDone ? changed(id) : changedMeanwhile;
    },

    async remove(id: string, caller: Caller): Promise<string | readonly Problem[]> {
      const rule = await findFor(id, (found) => isOwn(caller, found));
      if (rule === null || !(await rules.remove(id, now()))) return noSuchRule();
      onChanged();
      return id;
    },

    async publish({ id, isPublished }: Published, caller: Caller) {
      return isId(id) && (await rules.publish(id, isPublished, deedOf(caller))) ? changed(id) : noSuchRule();
    },

    async approve(asked: Asked & { readonly isApproved: boolean }, caller: Caller) {
      if ((await findFor(asked.id, () => true)) === null) return noSuchRule();
      return (await rules.approve(asked, deedOf(caller))) ? changed(asked.id) : changedMeanwhile;
    },
  };
};
export type KeepRules = ReturnType<typeof createKeepRules>;
