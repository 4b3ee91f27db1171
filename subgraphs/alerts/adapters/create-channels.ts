import type { Receiver } from '../domain/notify/receiver.ts';
import type { Channels } from './channel.ts';
import { createEmail } from './email/email.ts';
import type { SmtpSettings } from './email/smtp.ts';
import type { PrivateRanges } from './safe-fetch/address.ts';
import type { Resolve } from './safe-fetch/connect.ts';
import { openSafeFetch } from './safe-fetch/safe-fetch.ts';
import { createSlack } from './slack/slack.ts';
import { createTelegram } from './telegram/telegram.ts';
import { createWebhook } from './webhook/webhook.ts';

export interface ChannelSettings {
  /** Null: no email is sent. */
  readonly smtpUrl: string | null;
  readonly smtpTls: SmtpSettings['tls'];
  /** PEM; null: the authorities of the system. */
  readonly smtpCa: string | null;
  readonly mailFrom: string | null;
  /** Where a receiver of email ends it with one click: the door of `routes/receivers`. */
  readonly unsubscribeUrl: (receiver: Receiver) => string | null;
  /** Networks of one's own that webhooks may reach, over http as well. */
  readonly privateRanges: PrivateRanges;
  readonly telegramUrl: string;
  readonly now: () => number;
  /** Milliseconds of one exchange. */
  readonly deadlineMs?: number;
  /** Milliseconds that a mail server may take over one email once it is there. */
  readonly mailMs?: number;
  readonly resolve?: Resolve;
}

/** As long as a client is to wait until a mail server has taken what it was given (RFC 5321, 4.5.3.2.6): who hangs up before sends it twice. */
const usualMailMs = 600_000;

/** The ways to the outside. Webhooks, Slack and Telegram share what keeps them out of networks that are nobody's business. */
export const createChannels = (settings: ChannelSettings): Channels => {
  const { now, privateRanges, deadlineMs = 10_000, resolve, telegramUrl, smtpUrl } = settings;
  const fetch = openSafeFetch({ privateRanges, deadlineMs, ...(resolve === undefined ? {} : { resolve }) });
  const { smtpTls: tls, smtpCa: ca, mailMs = usualMailMs } = settings;
  const smtp = { tls, ca, patienceMs: deadlineMs, answersWithinMs: mailMs };
  return {
    EMAIL: createEmail({
      smtp: smtpUrl === null ? null : { ...smtp, url: smtpUrl },
      from: settings.mailFrom,
      unsubscribeUrl: settings.unsubscribeUrl,
    }),
    WEBHOOK: { ...createWebhook(fetch, { now }), close: () => fetch.close() },
    SLACK: createSlack(fetch, { now }),
    TELEGRAM: createTelegram(fetch, { baseUrl: telegramUrl }),
  };
};
