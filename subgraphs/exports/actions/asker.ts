import type { Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Owner } from '../domain/export-job.ts';

/** Whose exports somebody's are: a person's or a key's, and their organisation's. Throws UNAUTHENTICATED for strangers. */
export const ownerOf = ({ kind, id, organisation }: Caller): Owner => {
  if (kind === 'anonymous')
    throw new AirError(
      'UNAUTHENTICATED',
      'Exports need the token of an account, or a key that was made for them.',
    );
  return { accountId: id, organisation };
};

/** The database refuses some texts, and holds none of them. */
export const isId = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
