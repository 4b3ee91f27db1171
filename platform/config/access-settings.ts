import { z } from 'zod';
import { addresses, count, file, siteUrl } from './parts.ts';

/** Random texts, which must not be such that can be guessed. */
export const secretNames = [
  'SETUP_TOKEN',
  'AUTH_SECRET',
  'ALERTS_SECRET',
  'EXPORTS_SECRET',
  'INTERNAL_SECRET',
  'CURSOR_SECRET',
  'METRICS_TOKEN',
] as const;

const secret = (least: number) =>
  z
    .string()
    .min(least, { error: `at least ${least} characters: openssl rand -base64 48 makes one` })
    .optional();
const rate = (what: string) => count(`use a number of ${what} a minute`);

/** Accounts, secrets, and how much each caller may ask for. */
export const accessSettings = {
  PUBLIC_URL: siteUrl
    .default('http://localhost:8000')
    .describe('The address at which clients reach this graph; tokens name it as their issuer.'),
  SIGN_UP: z
    .enum(['approval', 'invitation', 'off'], { error: 'use approval, invitation or off' })
    .default('approval')
    .describe(
      'Who may ask for an account: everybody, and an Admin approves it (approval); who has an invitation; or nobody (off).',
    ),
  SETUP_TOKEN: secret(24).describe(
    'Makes the first Admin, once. Made and kept in DATA_DIR where it is not set.',
  ),
  SETUP_TOKEN_FILE: file('SETUP_TOKEN'),
  ADMIN_TOKEN: secret(24).describe('The former name of SETUP_TOKEN.'),
  AUTH_SECRET: secret(32).describe(
    'Encrypts the keys that sign tokens, where they are kept. Made and kept in DATA_DIR where it is not set.',
  ),
  AUTH_SECRET_FILE: file('AUTH_SECRET'),
  INTERNAL_SECRET: secret(32).describe(
    'Signs who asks, between the gateway and subgraphs in other processes; the same for all of them. Made and kept in DATA_DIR where it is not set.',
  ),
  INTERNAL_SECRET_FILE: file('INTERNAL_SECRET'),
  CURSOR_SECRET: secret(32).describe(
    'Signs cursors of pages and of live readings; the same for all processes. Made and kept in DATA_DIR where it is not set.',
  ),
  CURSOR_SECRET_FILE: file('CURSOR_SECRET'),
  METRICS_TOKEN: secret(32).describe(
    'Lets Prometheus read /metrics from another machine. Without it: this machine and Admins alone.',
  ),
  METRICS_TOKEN_FILE: file('METRICS_TOKEN'),
  ACCESS_TOKEN_MINUTES: z.coerce
    .number({ error: 'use minutes from 1 to 60' })
    .min(1, { error: 'use minutes from 1 to 60' })
    .max(60, { error: 'use minutes from 1 to 60' })
    .default(10)
    .describe('Minutes that an access token is good for.'),
  SESSION_DAYS: count('use a number of days')
    .max(365, { error: 'use 365 days at the most' })
    .default(30)
    .describe('Days after which a session ends that was not used.'),
  TRUSTED_PROXIES: addresses
    .default([])
    .describe(
      'Comma-separated addresses and ranges of your own proxies: theirs alone are the X-Forwarded-For that are believed.',
    ),
  RATE_COST_PER_MINUTE: rate('cost points')
    .default(1_200_000)
    .describe('Cost points that one account or key may use in a minute.'),
  RATE_STRANGERS_COST_PER_MINUTE: rate('cost points')
    .default(300_000)
    .describe('The same for one address of strangers.'),
  RATE_MUTATIONS_PER_MINUTE: rate('mutations')
    .default(300)
    .describe('Mutations that one account, key or address may send in a minute.'),
  RATE_SIGN_INS_PER_MINUTE: rate('tries')
    .default(30)
    .describe(
      'Tries to sign in, sign up or reset that one address has in a minute, and apart from them as many refreshes that fail.',
    ),
  RATE_ROWS_PER_MINUTE: rate('rows')
    .default(600_000)
    .describe('Rows that one account or key may report in a minute.'),
  RATE_SOCKETS_PER_MINUTE: rate('WebSockets')
    .default(300)
    .describe('WebSockets that one address may open in a minute.'),
};
