import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Problem } from '../../domain/problem.ts';

/** Whose receivers somebody may see and make: their organisation's alone, Admins too. */
export const organisationOf = ({ organisation }: Caller): string | readonly Problem[] =>
  organisation ?? [
    {
      field: 'organisation',
      code: 'NO_ORGANISATION',
      reason: 'You belong to no organisation, and receivers do',
      next: 'Ask an OWNER to invite you, or an Admin to make your organisation.',
    },
  ];

/** What cannot be found, or is not theirs: the two are told alike. */
export const notFound = (field: string, what: string): readonly Problem[] => [
  { field, code: 'NOT_FOUND', reason: `There is no such ${what}, or it is not yours`, next: 'Check the id.' },
];

/** The database refuses some texts, and holds none of them. */
export const isId = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
