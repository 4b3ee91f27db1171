import type { Prisma, Account as Row } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Account, AccountRole, AccountStatus, OrganisationRole } from '../domain/account.ts';

/** The whole client, or one transaction of it. */
export type Client = Prisma.TransactionClient;

export const accountOf = (row: Omit<Row, 'passwordHash' | 'updatedAt'>): Account => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role as AccountRole,
  status: row.status as AccountStatus,
  organisationId: row.organisationId,
  organisationRole: row.organisationRole as OrganisationRole | null,
  createdAt: row.createdAt.getTime(),
});

/** What a sign-in is judged by. */
export interface Credentials {
  readonly account: Account;
  /** PHC text. */
  readonly passwordHash: string;
}

const credentialsOf = (row: Row | null): Credentials | undefined =>
  row === null ? undefined : { account: accountOf(row), passwordHash: row.passwordHash };

interface PasswordChange {
  readonly id: string;
  readonly passwordHash: string;
  /** What the change was decided on: nothing is changed where it is no longer so. */
  readonly instead: string;
  readonly at: EpochMs;
}

export const openAccounts = ({ client }: { readonly client: Client }) => ({
  async byIds(ids: readonly string[]): Promise<Account[]> {
    const rows = await client.account.findMany({
      where: { id: { in: [...ids] } },
      omit: { passwordHash: true },
    });
    return rows.map(accountOf);
  },

  async byEmail(email: string): Promise<Credentials | undefined> {
    return credentialsOf(await client.account.findUnique({ where: { email } }));
  },

  async byId(id: string): Promise<Credentials | undefined> {
    return credentialsOf(await client.account.findUnique({ where: { id } }));
  },

  async hasAdmin(): Promise<boolean> {
    return (await client.account.count({ where: { role: 'ADMIN' }, take: 1 })) > 0;
  },

  /** False where the address has an account already. */
  async add(account: Account, passwordHash: string): Promise<boolean> {
    const { createdAt, ...rest } = account;
    const at = new Date(createdAt);
    const { count } = await client.account.createMany({
      data: [{ ...rest, passwordHash, createdAt: at, updatedAt: at }],
      skipDuplicates: true,
    });
    return count === 1;
  },

  /** Forgets who asked for an account with this address and was not let in. */
  async dropPending(email: string): Promise<void> {
    await client.account.deleteMany({ where: { email, status: 'PENDING' } });
  },

  /** False where somebody else came first. */
  async changePassword({ id, passwordHash, instead, at }: PasswordChange): Promise<boolean> {
    const { count } = await client.account.updateMany({
      where: { id, passwordHash: instead },
      data: { passwordHash, updatedAt: new Date(at) },
    });
    return count === 1;
  },
});

export type Accounts = ReturnType<typeof openAccounts>;

/** Keeps whoever else would make the first Admin waiting until this transaction is over. */
export const lockAccounts = async (transaction: Client): Promise<void> => {
  await transaction.$executeRaw`LOCK TABLE auth.account IN SHARE ROW EXCLUSIVE MODE`;
};
