import { plainLine } from '../../domain/messages/words/plain.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import type { Channel, Sent } from '../channel.ts';
import { networkFault } from '../fault-words.ts';
import { later, refused, sent } from '../sent.ts';
import { mailOf } from './mail.ts';
import { openSmtp, type SmtpSettings } from './smtp.ts';

export interface EmailSettings {
  /** Null: no email is sent. */
  readonly smtp: SmtpSettings | null;
  readonly from: string | null;
  readonly unsubscribeUrl: (receiver: Receiver) => string | null;
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

const said = ({ responseCode, response = '' }: SmtpError): string =>
  `The mail server answered ${responseCode}: ${plainLine(response.replace(/^\d{3}[ -]/, ''), 120)}`;

const ours: Readonly<Record<string, string>> = {
  EAUTH: 'The mail server does not take the name and password of SMTP_URL.',
  ETLS: 'The mail server offers no TLS that is to be believed: SMTP_TLS and SMTP_CA_FILE say what is.',
  ECONNECTION: 'The mail server cannot be reached.',
  ESOCKET: 'The mail server cannot be reached, or its certificate is not to be believed.',
  EDNS: 'The name of the mail server is not known.',
};

/** The codes of what a server says of one message or its addresses: all else is of the server, or of our settings. */
const ofMessage = new Set(['EENVELOPE', 'EMESSAGE']);

const sentBy = (error: unknown): Sent => {
  const { code = '', responseCode } = error as SmtpError;
  if (Object.hasOwn(ours, code)) return later(ours[code] as string);
  if (responseCode === undefined) return later(networkFault(error));
  const fault = said(error as SmtpError);
  return responseCode >= 500 && ofMessage.has(code) ? refused(fault) : later(fault);
};

const missing = (): Channel => ({
  send: async () => refused('No email is sent from here: set SMTP_URL and MAIL_FROM.'),
});

/** Resolves when the caller has lost patience; the message may go out all the same, with the same id. */
const impatience = (signal: AbortSignal): { readonly over: Promise<Sent>; readonly stop: () => void } => {
  const { promise: over, resolve } = Promise.withResolvers<Sent>();
  const giveUp = () => resolve(later('The mail server did not answer in time.'));
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp);
  return { over, stop: () => signal.removeEventListener('abort', giveUp) };
};

/** Emails with text and HTML over SMTP. */
export const createEmail = ({ smtp, from, unsubscribeUrl }: EmailSettings): Channel => {
  if (smtp === null || from === null) return missing();
  const pool = openSmtp(smtp);
  // what a connection of the pool has to say, its messages have said
  pool.on('error', () => undefined);
  return {
    tryMs: smtp.answersWithinMs,
    async send(outgoing, signal) {
      const mail = mailOf(outgoing, { from, unsubscribeUrl: unsubscribeUrl(outgoing.receiver) });
      const { over, stop } = impatience(signal);
      const sending = pool.sendMail(mail).then(() => sent, sentBy);
      return Promise.race([sending, over]).finally(stop);
    },
    async close() {
      pool.close();
    },
  };
};
