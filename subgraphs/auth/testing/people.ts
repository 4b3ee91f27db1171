import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Account } from '../domain/account.ts';
import { openAccounts } from '../store/accounts.ts';
import { openOrganisations } from '../store/organisations.ts';
import { monday } from './open-ground.ts';

/** What a token of this account says. */
export const callerOf = ({ id, role, organisationId, organisationRole }: Account): Caller => ({
  ...anonymous,
  kind: 'user',
  id,
  role,
  organisation: organisationId,
  organisationRole,
  session: `session-of-${id}`,
});

export const addOrganisations = async (database: Database, ...ids: readonly string[]): Promise<void> => {
  for (const id of ids)
    await openOrganisations(database).add({ id, name: `The ${id} office`, createdAt: monday });
};

/** Somebody with an account that may sign in, unless it is said otherwise; without a password that anybody knows. */
export const addAccount = async (
  database: Database,
  account: Partial<Account> & { readonly id: string },
): Promise<Account> => {
  const whole: Account = {
    email: `${account.id}@example.org`,
    name: account.id,
    role: 'AUTHENTICATED',
    status: 'ACTIVE',
    organisationId: null,
    organisationRole: account.organisationId ? 'MEMBER' : null,
    createdAt: monday,
    ...account,
  };
  await openAccounts(database).add(whole, 'no password fits');
  return whole;
};

/** Two organisations with an owner and a member each, and an Admin who belongs to neither. */
export const addTwoOffices = async (database: Database) => {
  await addOrganisations(database, 'accra', 'kampala');
  const add = (id: string, organisationId: string, organisationRole: 'OWNER' | 'MEMBER') =>
    addAccount(database, { id, organisationId, organisationRole });
  return {
    admin: await addAccount(database, { id: 'admin', role: 'ADMIN' }),
    stray: await addAccount(database, { id: 'stray' }),
    accraOwner: await add('accra-owner', 'accra', 'OWNER'),
    accraMember: await add('accra-member', 'accra', 'MEMBER'),
    kampalaOwner: await add('kampala-owner', 'kampala', 'OWNER'),
    kampalaMember: await add('kampala-member', 'kampala', 'MEMBER'),
  };
};
