import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import DataLoader from 'dataloader';
import type { Account } from '../domain/account.ts';
import { isId } from '../domain/ids.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Session } from '../domain/session.ts';
import type { Accounts } from './accounts.ts';
import type { Invitations } from './invitations.ts';
import type { Organisations } from './organisations.ts';
import type { SessionStore } from './sessions.ts';

const batch = { maxBatchSize: 1_000 };
const mostListed = 100;

/** Rows by id in one statement. What cannot be an id of ours is not asked for: the database would choke on some. */
const byId = <T extends { readonly id: string }>(find: (ids: readonly string[]) => Promise<readonly T[]>) =>
  new DataLoader<string, T | null>(async (ids) => {
    const found = new Map((await find(ids.filter(isId))).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  }, batch);

/** The lists of many parents in one statement. */
const listOf = <T>(find: (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly T[]>>) =>
  new DataLoader<string, readonly T[]>(async (ids) => {
    const found = await find(ids);
    return ids.map((id) => found.get(id) ?? []);
  }, batch);

/** What one request reads, each thing once and together. */
export const createLoaders = (ground: {
  readonly accounts: Accounts;
  readonly sessionStore: SessionStore;
  readonly organisations: Organisations;
  readonly invitations: Invitations;
  readonly at: EpochMs;
}) => {
  const { accounts, sessionStore, organisations, invitations, at } = ground;
  return {
    account: byId<Account>(accounts.byIds),
    organisation: byId<Organisation>(organisations.byIds),
    membersOf: listOf<Account>(organisations.membersOf),
    invitationsOf: listOf<Invitation>((ids) => invitations.waitingOf(ids, at)),
    /** Of one account: nobody reads those of several. */
    sessions: new DataLoader<string, readonly Session[]>(
      (ids) => Promise.all(ids.map((id) => sessionStore.of(id, at, mostListed))),
      batch,
    ),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;
