import { hkdfSync } from 'node:crypto';

/** A key of 256 bits for one purpose alone, from a secret by HKDF (RFC 5869). */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
