import { shorten } from '../../domain/messages/words/plain.ts';
import type { Message } from '../../domain/notify/notice.ts';
import type { Channel } from '../channel.ts';
import { networkFault } from '../fault-words.ts';
import { AddressRefused, type SafeFetch } from '../safe-fetch/safe-fetch.ts';
import { later, refused, retryAfterMs, sent } from '../sent.ts';

const hosts = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);

/** Slack's own three; all else stands for itself. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A section holds 3,000 characters, escaped ones included; what is all ampersands grows fivefold. */
const fitting = (text: string): string => (escaped(text).length < 2_900 ? text : shorten(text, 550));

/** A link at the end, which is ours: Slack makes none of its own out of texts that others wrote. */
const linked = (line: string): string => line.replace(/https?:\/\/[^\s|<>]+$/, '<$&>');

const sectionOf = ({ short }: Message): string => {
  const [subject = '', ...lines] = fitting(short).split('\n').map(escaped);
  const last = lines.pop();
  // asterisks of its own would end the bold
  const bold = `*${subject.replaceAll('*', '∗')}*`;
  return [bold, ...lines, ...(last === undefined ? [] : [linked(last)])].join('\n');
};

const bodyOf = (message: Message): string =>
  JSON.stringify({
    text: escaped(message.subject),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: sectionOf(message), verbatim: true } }],
    unfurl_links: false,
    unfurl_media: false,
  });

const isSlacks = ({ protocol, hostname }: URL): boolean => protocol === 'https:' && hosts.has(hostname);

/** An incoming webhook of Slack, or of what speaks like it in a network of one's own. Its URL is its secret, and is never told. */
export const createSlack = (
  fetch: Pick<SafeFetch, 'post'>,
  { now }: { readonly now: () => number },
): Channel => ({
  async send({ secrets, message }, signal) {
    const url = URL.parse(secrets.channel === 'SLACK' ? secrets.webhookUrl : '');
    if (url === null) return refused('It has no webhook.');
    const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'aqmrg-alerts/1' };
    try {
      const post = { url: url.href, headers, body: bodyOf(message), signal, isPrivateOnly: !isSlacks(url) };
      const { status, retryAfter } = await fetch.post(post);
      if (status >= 200 && status < 300) return sent;
      const fault = `Slack answered ${status}.`;
      if (status === 429 || status === 408 || status >= 500)
        return later(fault, retryAfterMs(retryAfter, now()));
      return refused(`${fault} The webhook or its channel is gone, or not allowed.`);
    } catch (error) {
      if (error instanceof AddressRefused)
        return refused('It is no webhook of hooks.slack.com, nor in a network that is allowed.');
      return later(networkFault(error));
    }
  },
});
