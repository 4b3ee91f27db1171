import { createHmac, hkdfSync } from 'node:crypto';

/** A key of 256 bits for one purpose alone, from AUTH_SECRET by HKDF (RFC 5869). */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `aqmrg auth ${purpose}`, 32));

/** A mark of an e-mail address for the audit log: the same address is the same mark, and none can be guessed back without AUTH_SECRET. */
export const createEmailMark = (secret: string): ((email: string) => string) => {
  const key = derivedKey(secret, 'e-mail marks');
  return (email) => `email:${createHmac('sha256', key).update(email).digest('hex').slice(0, 32)}`;
};
export type EmailMark = ReturnType<typeof createEmailMark>;
