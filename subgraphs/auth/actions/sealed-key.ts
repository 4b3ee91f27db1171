import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { CompactEncrypt, calculateJwkThumbprint, compactDecrypt, errors } from 'jose';
import type { PublicJwk, SigningKey } from '../domain/signing-key.ts';
import { derivedKey } from './derived-key.ts';

/** It was encrypted with another secret, or changed since. */
export class CannotUnseal extends Error {}

const sealing = { alg: 'dir', enc: 'A256GCM' } as const;

/** Makes signing keys, and encrypts their private halves for where they are kept: JWE (RFC 7516), bound to the key's id. */
export const createKeySeal = (secret: string) => {
  const key = derivedKey(secret, 'signing keys');
  return {
    async make(at: EpochMs): Promise<SigningKey> {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const { x = '' } = publicKey.export({ format: 'jwk' });
      const publicJwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x };
      const kid = await calculateJwkThumbprint(publicJwk);
      const privateJwe = await new CompactEncrypt(privateKey.export({ format: 'der', type: 'pkcs8' }))
        .setProtectedHeader({ ...sealing, kid })
        .encrypt(key);
      return {
        kid,
        publicJwk,
        privateJwe,
        state: 'NEXT',
        createdAt: at,
        signsSince: null,
        verifiesUntil: null,
      };
    },

    /** Rejects with CannotUnseal. */
    async open({ kid, privateJwe }: Pick<SigningKey, 'kid' | 'privateJwe'>): Promise<KeyObject> {
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(privateJwe, key, {
          keyManagementAlgorithms: [sealing.alg],
          contentEncryptionAlgorithms: [sealing.enc],
        });
        if (protectedHeader.kid !== kid) throw new CannotUnseal(`It is the key ${protectedHeader.kid}.`);
        return createPrivateKey({ key: Buffer.from(plaintext), format: 'der', type: 'pkcs8' });
      } catch (error) {
        if (error instanceof errors.JOSEError) throw new CannotUnseal('It does not open.', { cause: error });
        throw error;
      }
    },
  };
};
export type KeySeal = ReturnType<typeof createKeySeal>;
