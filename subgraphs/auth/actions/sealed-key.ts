import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createSeal } from '@aqmrg/platform/access/sealed-bytes.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { calculateJwkThumbprint } from 'jose';
import type { PublicJwk, SigningKey } from '../domain/signing-key.ts';
import { derivedKey } from './derived-key.ts';

/** Makes signing keys, and encrypts their private halves for where they are kept, bound to the key's id. */
export const createKeySeal = (secret: string) => {
  const seal = createSeal(derivedKey(secret, 'signing keys'));
  return {
    async make(at: EpochMs): Promise<SigningKey> {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const { x = '' } = publicKey.export({ format: 'jwk' });
      const publicJwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x };
      const kid = await calculateJwkThumbprint(publicJwk);
      const privateJwe = await seal.seal(privateKey.export({ format: 'der', type: 'pkcs8' }), kid);
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
      const key = await seal.open(privateJwe, kid);
      return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    },
  };
};
export type KeySeal = ReturnType<typeof createKeySeal>;
