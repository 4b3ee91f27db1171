import { escapeHtml, plainLine } from '../../domain/messages/words/plain.ts';
import type { Message } from '../../domain/notify/notice.ts';
import type { Channel, Sent } from '../channel.ts';
import { networkFault } from '../fault-words.ts';
import { AddressRefused, type Answer, type SafeFetch } from '../safe-fetch/safe-fetch.ts';
import { later, refused, sent } from '../sent.ts';

const tokenShape = /^\d{3,20}:[\w-]{20,100}$/;
const dayMs = 86_400_000;

const htmlOf = ({ short }: Message): string => {
  const [subject = '', ...lines] = short.split('\n');
  return [`<b>${escapeHtml(subject)}</b>`, ...lines.map(escapeHtml)].join('\n');
};

interface Reply {
  readonly description: string;
  readonly retryAfterMs: number | null;
}

const replyIn = (body: string): Reply => {
  try {
    const { description, parameters } = JSON.parse(body);
    const seconds = Number(parameters?.retry_after);
    return {
      description: typeof description === 'string' ? plainLine(description, 120) : '',
      retryAfterMs: Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1_000, dayMs) : null,
    };
  } catch {
    return { description: '', retryAfterMs: null };
  }
};

const sentBy = ({ status, body }: Answer, token: string): Sent => {
  if (status >= 200 && status < 300) return sent;
  const { description, retryAfterMs } = replyIn(body);
  const fault = `Telegram answered ${status}${description && `: ${description}`}`.replaceAll(token, '…');
  if (status === 429 || status === 408 || status >= 500 || status < 400) return later(fault, retryAfterMs);
  return refused(fault);
};

/** A bot's message. Its token stands in the URL, which is therefore never told. */
export const createTelegram = (
  fetch: Pick<SafeFetch, 'post'>,
  { baseUrl }: { readonly baseUrl: string },
): Channel => ({
  async send({ receiver, secrets, message }, signal) {
    if (secrets.channel !== 'TELEGRAM' || !tokenShape.test(secrets.botToken))
      return refused('It has no token of a bot.');
    const { botToken } = secrets;
    const body = JSON.stringify({
      chat_id: receiver.address,
      text: htmlOf(message),
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
    const headers = { 'content-type': 'application/json', 'user-agent': 'aqmrg-alerts/1' };
    try {
      const url = `${baseUrl}/bot${botToken}/sendMessage`;
      return sentBy(await fetch.post({ url, headers, body, signal }), botToken);
    } catch (error) {
      return error instanceof AddressRefused
        ? refused('The address of Telegram is not one that we may reach.')
        : later(networkFault(error));
    }
  },
});
