import { z } from 'zod';
import { file, list } from './parts.ts';

/** They hold a password: they may be read from a file, and are never printed. */
export const alertSecretNames = ['SMTP_URL'] as const;

const range = /^[0-9a-fA-F.:]+\/\d{1,3}$/;

/** How alerts leave the house. */
export const alertSettings = {
  ALERTS_SECRET: z
    .string()
    .min(32, { error: 'at least 32 characters: openssl rand -base64 48 makes one' })
    .optional()
    .describe(
      'Encrypts what webhooks, Slack and Telegram are reached by, where it is kept, and signs the links of emails; the same for all processes of alerts. Made and kept in DATA_DIR where it is not set.',
    ),
  ALERTS_SECRET_FILE: file('ALERTS_SECRET'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'use an address such as smtp://user:password@mail.example:587' })
    .optional()
    .describe(
      'The mail server that takes emails; smtps:// speaks TLS from the start. Without it no email is sent.',
    ),
  SMTP_URL_FILE: file('SMTP_URL'),
  SMTP_TLS: z
    .enum(['required', 'offered', 'off'], { error: 'use required, offered or off' })
    .default('required')
    .describe(
      'With smtp://: nothing is sent without TLS (required), it is used where it is offered, or not at all (off).',
    ),
  SMTP_CA_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A PEM file of the authorities that the mail server is believed by. Default: those of the system.',
    ),
  MAIL_FROM: z
    .string()
    .min(3)
    .max(254)
    .optional()
    .describe('Who emails are from: Air alerts <alerts@air.example>. Needed with SMTP_URL.'),
  WEBHOOK_PRIVATE_RANGES: list
    .pipe(z.array(z.string().regex(range, { error: 'use ranges such as 10.1.0.0/16' })))
    .default([])
    .describe(
      'Comma-separated ranges of your own network that webhooks may reach, over http as well. All other addresses that are not public are refused.',
    ),
};
