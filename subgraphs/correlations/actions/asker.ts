import type { Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { type Problem, problem } from '../domain/problem.ts';

/** Who asks for something of their organisation's. */
export interface Asker {
  readonly caller: Caller;
  /** The client's address. */
  readonly from?: string | undefined;
}

/** Health data are for people: throws UNAUTHENTICATED or FORBIDDEN for anybody else, keys and our own rooms among them. */
export const requirePerson = ({ kind }: Caller): void => {
  if (kind === 'user') return;
  throw kind === 'anonymous'
    ? new AirError('UNAUTHENTICATED', 'Health data need the token of an account.')
    : new AirError('FORBIDDEN', 'Health data are for people: sign in with an account.');
};

/** Whose data somebody may use: their organisation's alone, Admins too. Throws as `requirePerson` does. */
export const organisationOf = (caller: Caller): string | Problem => {
  requirePerson(caller);
  return (
    caller.organisation ??
    problem(
      'organisation',
      'NO_ORGANISATION',
      'You belong to no organisation, and health data do',
      'Ask an OWNER to invite you, or an Admin to make your organisation.',
    )
  );
};

/** What cannot be found, or is not theirs: the two are told alike. */
export const notFound = (field: string, what: string): Problem =>
  problem(field, 'NOT_FOUND', `Your organisation has no such ${what}`, 'Check the id.');

/** The database refuses some texts, and holds none of them. */
export const isId = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
