import { createHmac } from 'node:crypto';
import { derivedKey as keyFor } from '@aqmrg/platform/access/derived-key.ts';

/** A key of 256 bits for one purpose alone, from AUTH_SECRET. */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  keyFor(secret, `aqmrg auth ${purpose}`);

/** A mark of an e-mail address for the audit log: the same address is the same mark, and none can be guessed back without AUTH_SECRET. */
export const createEmailMark = (secret: string): ((email: string) => string) => {
  const key = derivedKey(secret, 'e-mail marks');
  return (email) => `email:${createHmac('sha256', key).update(email).digest('hex').slice(0, 32)}`;
};
export type EmailMark = ReturnType<typeof createEmailMark>;
