import type { SigningKey as Row } from '@aqmrg/prisma/client/client.ts';
import type { PublicJwk, SigningKey, SigningKeyState } from '../domain/signing-key.ts';
import type { Client } from './accounts.ts';

const keyOf = (row: Row): SigningKey => ({
  kid: row.kid,
  publicJwk: row.publicJwk as unknown as PublicJwk,
  privateJwe: row.privateJwe,
  state: row.state as SigningKeyState,
  createdAt: row.createdAt.getTime(),
  signsSince: row.signsSince?.getTime() ?? null,
  verifiesUntil: row.verifiesUntil?.getTime() ?? null,
});

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

export const openSigningKeys = ({ client }: { readonly client: Client }) => ({
  /** Oldest first. */
  async all(): Promise<SigningKey[]> {
    return (await client.signingKey.findMany({ orderBy: [{ createdAt: 'asc' }, { kid: 'asc' }] })).map(keyOf);
  },

  /** Whoever else would change the keys waits until this transaction is over. */
  async lock(): Promise<void> {
    await client.$executeRaw`LOCK TABLE auth.signing_key IN SHARE ROW EXCLUSIVE MODE`;
  },

  async forgetAll(): Promise<void> {
    await client.signingKey.deleteMany();
  },

  /** These and no others. */
  async replace(keys: readonly SigningKey[]): Promise<void> {
    await client.signingKey.deleteMany({ where: { kid: { notIn: keys.map(({ kid }) => kid) } } });
    for (const { kid, publicJwk, privateJwe, state, createdAt, signsSince, verifiesUntil } of keys) {
      const phase = { state, signsSince: dateOf(signsSince), verifiesUntil: dateOf(verifiesUntil) };
      await client.signingKey.upsert({
        where: { kid },
        update: phase,
        create: { ...phase, kid, publicJwk: { ...publicJwk }, privateJwe, createdAt: new Date(createdAt) },
      });
    }
  },
});
