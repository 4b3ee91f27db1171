import type { Problem } from '../../problem.ts';
import type { ChannelName } from '../receiver.ts';

/** An address: as it may be shown, and what of it is a secret. */
export interface ReadAddress {
  readonly shown: string;
  /** A Slack webhook's URL is its password. */
  readonly secretUrl: string | null;
}

/** Why nothing may be sent to a URL; undefined where it may. */
export type UrlRefusal = (url: string) => string | undefined;

const field = 'address';
const longestEmail = 254;
const longestUrl = 2_000;
// what mail servers take without quotes: one address, with nothing in it that could begin another header or recipient
const emailShape =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/;
const chatShape = /^(?:-?[1-9]\d{0,18}|@[A-Za-z]\w{3,31})$/;

const notAn = (what: string, next: string): Problem => ({
  field,
  code: 'NOT_AN_ADDRESS',
  reason: `This is no ${what}`,
  next,
});

const readEmail = (text: string): ReadAddress | Problem =>
  text.length <= longestEmail && emailShape.test(text)
    ? { shown: text, secretUrl: null }
    : notAn('email address', 'Give one such as air@example.org.');

const readUrl = (text: string, urlRefusal: UrlRefusal): URL | Problem => {
  const url = text.length <= longestUrl ? URL.parse(text) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol))
    return notAn('URL', 'Give one such as https://example.org/hooks/air.');
  const reason = urlRefusal(url.href);
  if (reason === undefined) return url;
  return {
    ...{ field, code: 'ADDRESS_NOT_ALLOWED', reason: reason.replace(/\.$/, '') },
    next: 'Give an https URL of a public host.',
  };
};

const withoutFragment = (url: URL): string => {
  const sent = new URL(url);
  sent.hash = '';
  return sent.href;
};

/** Reads what was given as the address of a channel. */
export const readAddress = (
  channel: ChannelName,
  given: string,
  urlRefusal: UrlRefusal,
): ReadAddress | Problem => {
  const text = given.trim();
  switch (channel) {
    case 'EMAIL':
      return readEmail(text);
    case 'TELEGRAM':
      return chatShape.test(text)
        ? { shown: text, secretUrl: null }
        : notAn('chat', "Give the chat's id, such as -1001234567890, or @channel.");
    case 'WEBHOOK':
    case 'SLACK': {
      const url = readUrl(text, urlRefusal);
      if (!(url instanceof URL)) return url;
      const href = withoutFragment(url);
      return channel === 'SLACK' ? { shown: url.host, secretUrl: href } : { shown: href, secretUrl: null };
    }
    default:
      return channel satisfies never;
  }
};
