import { type Caller, hasRole } from '@aqmrg/platform/caller.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Rule } from '../../domain/rule/rule.ts';

export const isAdmin = (caller: Caller): boolean => hasRole(caller, 'ADMIN');

/** Whose rule it is: a member of its organisation; of the house's own an Admin. They see who is told, and who made it. */
export const isOwn = (caller: Caller, { organisation }: Pick<Rule, 'organisation'>): boolean =>
  organisation === null ? isAdmin(caller) : caller.organisation === organisation;

/** Its own, everybody what the house shows, and Admins all: they decide what is published and approved. */
export const mayRead = (caller: Caller, rule: Pick<Rule, 'organisation' | 'isPublished'>): boolean =>
  isOwn(caller, rule) || isAdmin(caller) || (rule.organisation === null && rule.isPublished);

export interface Owner {
  /** Null: the house, for an Admin who belongs to no organisation. */
  readonly organisation: string | null;
}

/** For whom somebody makes a rule. */
export const ownerFor = (caller: Caller): Owner | readonly Problem[] => {
  if (caller.organisation !== null || isAdmin(caller)) return { organisation: caller.organisation };
  return [
    {
      field: 'organisation',
      code: 'NO_ORGANISATION',
      reason: 'You belong to no organisation, and rules do',
      next: 'Ask an OWNER to invite you, or an Admin to make your organisation.',
    },
  ];
};

/** What is not there and what is not theirs are told alike. */
export const noSuchRule = (field = 'id'): readonly Problem[] => [
  { field, code: 'NOT_FOUND', reason: 'There is no such rule, or it is not yours', next: 'Check the id.' },
];

/** The database refuses some texts, and holds none of them. */
export const isId = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
