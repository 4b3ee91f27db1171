import type { Database } from '@aqmrg/platform/ports/database.ts';
import { checkOrganisation, type Organisation } from '../domain/organisation.ts';
import { type Done, done, type Invalid, invalid, type Refused, refused } from '../domain/outcome.ts';
import { isAdmin } from '../domain/ownership.ts';
import { lockRights } from '../store/lock-rights.ts';
import { openOrganisations } from '../store/organisations.ts';
import { type Actor, callerNow, namedIn } from './actor.ts';
import type { Audit } from './audit.ts';

export const createOrganisationActions = (ground: {
  readonly database: Database;
  readonly audit: Pick<Audit, 'noteWithin'>;
  readonly now: () => number;
}) => {
  const { database, audit, now } = ground;
  return {
    async create(
      wanted: { readonly id: string; readonly name: string },
      by: Actor,
    ): Promise<Done<Organisation> | Invalid | Refused> {
      if (!isAdmin(by.caller)) return refused('NOT_FOUND');
      const organisation = checkOrganisation(wanted, now());
      if (!organisation.ok) return invalid(organisation.problem);
      const { id, name } = organisation.value;
      return database.client.$transaction(async (client) => {
        await lockRights(client);
        if (!isAdmin(await callerNow(client, by))) return refused('NOT_FOUND');
        if (!(await openOrganisations({ client }).add(organisation.value))) return refused('ALREADY_TAKEN');
        await audit.noteWithin(client, {
          ...namedIn(by),
          action: 'organisation-created',
          subject: id,
          details: { name },
        });
        return done(organisation.value);
      });
    },
  };
};
