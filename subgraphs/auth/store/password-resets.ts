import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Client } from './accounts.ts';

/** The right to set a password anew, once. */
interface PasswordReset {
  readonly id: string;
  readonly hash: string;
  readonly accountId: string;
  readonly createdById: string;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
}

const kind = 'PASSWORD_RESET';

export const openPasswordResets = ({ client }: { readonly client: Client }) => {
  /** What was made before is void: one token at a time. */
  const voidAll = async (accountId: string, at: EpochMs): Promise<void> => {
    await client.oneTimeToken.updateMany({
      where: { kind, accountId, usedAt: null, revokedAt: null },
      data: { revokedAt: new Date(at) },
    });
  };
  const open = (hash: string, at: EpochMs) => ({
    kind,
    hash,
    usedAt: null,
    revokedAt: null,
    expiresAt: { gt: new Date(at) },
  });
  return {
    voidAll,

    async add({ createdAt, expiresAt, ...reset }: PasswordReset): Promise<void> {
      await voidAll(reset.accountId, createdAt);
      await client.oneTimeToken.create({
        data: { ...reset, kind, createdAt: new Date(createdAt), expiresAt: new Date(expiresAt) },
      });
    },

    /** Whose password it may set. */
    async find(hash: string, at: EpochMs): Promise<string | undefined> {
      const row = await client.oneTimeToken.findFirst({ where: open(hash, at) });
      return row?.accountId ?? undefined;
    },

    /** True once, however many ask. */
    async use(hash: string, at: EpochMs): Promise<boolean> {
      const { count } = await client.oneTimeToken.updateMany({
        where: open(hash, at),
        data: { usedAt: new Date(at) },
      });
      return count === 1;
    },
  };
};
