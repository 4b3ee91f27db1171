import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Account, AccountRole, AccountStatus } from '../domain/account.ts';
import { isId } from '../domain/ids.ts';
import type { Membership } from '../domain/membership.ts';
import { accountOf, type Client } from './accounts.ts';

export interface UserFilter {
  readonly status?: AccountStatus | null | undefined;
  readonly role?: AccountRole | null | undefined;
  readonly organisationId?: string | null | undefined;
  /** Part of the name or the e-mail address. */
  readonly text?: string | null | undefined;
}

/** What is nobody's id or in nobody's name is found nowhere, and the database would choke on some. */
const nobody: Prisma.AccountWhereInput = { id: { in: [] } };
const isAskable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** A LIKE pattern that means the text itself. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const having = (text: string): Prisma.AccountWhereInput => {
  if (!isAskable(text)) return nobody;
  const contains = literal(text.normalize('NFC').trim());
  return {
    OR: [{ name: { contains, mode: 'insensitive' } }, { email: { contains, mode: 'insensitive' } }],
  };
};

const conditionsOf = ({ status, role, organisationId, text }: UserFilter): Prisma.AccountWhereInput[] => [
  ...(status ? [{ status }] : []),
  ...(role ? [{ role }] : []),
  ...(organisationId ? [isId(organisationId) ? { organisationId } : nobody] : []),
  ...(text ? [having(text)] : []),
];

/** Accounts as administrators see and change them. Changes belong into a transaction that has `lockRights`. */
export const openUsers = ({ client }: { readonly client: Client }) => ({
  /** In the order of their e-mail addresses, behind `after`. */
  async page(filter: UserFilter, first: number, after: string | null): Promise<Account[]> {
    const place = after === null ? [] : [{ email: { gt: after } }];
    const rows = await client.account.findMany({
      where: { AND: [...conditionsOf(filter), ...place] },
      omit: { passwordHash: true },
      orderBy: { email: 'asc' },
      take: first,
    });
    return rows.map(accountOf);
  },

  count(filter: UserFilter): Promise<number> {
    return client.account.count({ where: { AND: conditionsOf(filter) } });
  },

  /** Owners of the organisation that can sign in, but for this account. */
  otherOwners(organisationId: string, id: string): Promise<number> {
    return client.account.count({
      where: { organisationId, organisationRole: 'OWNER', status: 'ACTIVE', id: { not: id } },
    });
  },

  /** Admins that can sign in, but for this account. */
  otherAdmins(id: string): Promise<number> {
    return client.account.count({ where: { role: 'ADMIN', status: 'ACTIVE', id: { not: id } } });
  },

  async setMembership(id: string, membership: Membership, at: EpochMs): Promise<Account> {
    const { organisationId, organisationRole } = membership ?? {
      organisationId: null,
      organisationRole: null,
    };
    return change(client, id, { organisationId, organisationRole }, at);
  },

  setStatus: (id: string, status: AccountStatus, at: EpochMs): Promise<Account> =>
    change(client, id, { status }, at),

  setRole: (id: string, role: AccountRole, at: EpochMs): Promise<Account> => change(client, id, { role }, at),
});

const change = async (
  client: Client,
  id: string,
  data: Prisma.AccountUncheckedUpdateInput,
  at: EpochMs,
): Promise<Account> =>
  accountOf(await client.account.update({ where: { id }, data: { ...data, updatedAt: new Date(at) } }));

export type Users = ReturnType<typeof openUsers>;
