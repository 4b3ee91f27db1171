import { type Caller, hasRole } from '@aqmrg/platform/caller.ts';
import { stranger, type Viewer } from '../../domain/incident/viewer.ts';
import type { Problem } from '../../domain/problem.ts';

/** As whom a caller sees incidents: people as members of their organisation, keys that were made to read as well. */
export const viewerOf = (caller: Caller): Viewer => {
  const { kind, organisation, scopes } = caller;
  if (kind === 'user') return { organisation, keepsHouse: hasRole(caller, 'ADMIN') };
  return kind === 'key' && scopes.includes('read') ? { organisation, keepsHouse: false } : stranger;
};

const noOrganisation: Problem = {
  field: 'organisation',
  code: 'NO_ORGANISATION',
  reason: 'You belong to no organisation, and it would have to be somebody’s',
  next: 'Ask an OWNER to invite you, or an Admin to make your organisation.',
};

/** Whose silences and inhibitions somebody may see and make: their organisation's alone, Admins too. */
export const organisationOf = ({ organisation }: Caller): string | readonly Problem[] =>
  organisation ?? [noOrganisation];

/** What cannot be found, or is not theirs: the two are told alike. */
export const notFound = (what: string): readonly Problem[] => [
  {
    field: 'id',
    code: 'NOT_FOUND',
    reason: `There is no such ${what}, or it is not yours`,
    next: 'Check the id.',
  },
];

/** The database refuses some texts, and holds none of them. */
export const isId = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
