import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/** A signing secret as its receiver gets it, of so many random bytes: 24 to 64 of them. */
export const signingSecretOf = (bytes: Buffer): string => `${prefix}${bytes.toString('base64')}`;

const keyOf = (secret: string): Buffer =>
  secret.startsWith(prefix)
    ? Buffer.from(secret.slice(prefix.length), 'base64')
    : Buffer.from(secret, 'utf8');

export interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers that prove whose message it is and when it was sent, as Standard Webhooks 1.0.0 has them: a signature for each secret, so that one can be changed for another. */
export const signedHeaders = (
  { id, timestamp, body }: Signed,
  secrets: readonly string[],
): Readonly<Record<string, string>> => ({
  'webhook-id': id,
  'webhook-timestamp': `${timestamp}`,
  'webhook-signature': secrets
    .map((secret) =>
      createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64'),
    )
    .map((signature) => `v1,${signature}`)
    .join(' '),
});
