import type { Channel, Outgoing, Sent } from '../channel.ts';
import { networkFault } from '../fault-words.ts';
import { AddressRefused, type Answer, type SafeFetch } from '../safe-fetch/safe-fetch.ts';
import { later, refused, retryAfterMs, sent } from '../sent.ts';
import { payloadOf } from './payload.ts';
import { signedHeaders } from './sign.ts';

/** An endpoint that answers so may be misconfigured for now: it is tried some hours before it is believed. */
const triesOfMistakes = 6;
const passing = new Set([408, 425, 429]);

const sentBy = ({ status, retryAfter }: Answer, attempt: number, now: number): Sent => {
  const fault = `It answered ${status}.`;
  if (status >= 200 && status < 300) return sent;
  if (status >= 300 && status < 400)
    return later(`It answered ${status}: redirects are not followed. Give the address that it leads to.`);
  if (status === 410) return refused(`${fault} It wants no more messages.`);
  if (status >= 500 || passing.has(status)) return later(fault, retryAfterMs(retryAfter, now));
  return attempt < triesOfMistakes ? later(fault) : refused(fault);
};

/** A signed POST of JSON. */
export const createWebhook = (
  fetch: Pick<SafeFetch, 'post'>,
  { now }: { readonly now: () => number },
): Channel => ({
  async send({ receiver, secrets, notice, message, attempt }: Outgoing, signal) {
    if (secrets.channel !== 'WEBHOOK' || secrets.signingSecrets.length === 0)
      return refused('It has no signing secret.');
    const body = JSON.stringify(payloadOf({ notice, message }));
    const signed = { id: notice.eventId, timestamp: Math.floor(now() / 1_000), body };
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'aqmrg-alerts/1',
      'air-attempt': `${attempt}`,
      ...signedHeaders(signed, secrets.signingSecrets),
    };
    try {
      return sentBy(await fetch.post({ url: receiver.address, headers, body, signal }), attempt, now());
    } catch (error) {
      return error instanceof AddressRefused ? refused(error.message) : later(networkFault(error));
    }
  },
});
