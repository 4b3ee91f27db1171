import { CompactEncrypt, compactDecrypt, errors } from 'jose';

/** It was encrypted with another key or of something else, or changed since. */
export class CannotUnseal extends Error {}

const sealing = { alg: 'dir', enc: 'A256GCM' } as const;

/** Encrypts what only this platform may read where it is kept: JWE (RFC 7516) with a key of 256 bits, bound to the id of what it is of. */
export const createSeal = (key: Uint8Array) => ({
  seal: (bytes: Uint8Array, kid: string): Promise<string> =>
    new CompactEncrypt(bytes).setProtectedHeader({ ...sealing, kid }).encrypt(key),

  /** Rejects with CannotUnseal. */
  async open(jwe: string, kid: string): Promise<Buffer> {
    try {
      const { plaintext, protectedHeader } = await compactDecrypt(jwe, key, {
        keyManagementAlgorithms: [sealing.alg],
        contentEncryptionAlgorithms: [sealing.enc],
      });
      if (protectedHeader.kid !== kid) throw new CannotUnseal(`It is of ${protectedHeader.kid}.`);
      return Buffer.from(plaintext);
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new CannotUnseal('It does not open.', { cause: error });
      throw error;
    }
  },
});
