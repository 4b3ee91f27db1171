import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outgoing } from '../adapters/channel.ts';
import { type ChannelSettings, createChannels } from '../adapters/create-channels.ts';
import type { ChannelName, ReceiverSecrets } from '../domain/notify/receiver.ts';
import { makeNotice, makeReceiver, thursday } from './notices.ts';

/** What came to a receiver. */
export interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real receiver on this machine that answers as it is told; what it does not answer stays open until it closes. */
export const openReceiver = async (answer: (response: ServerResponse, got: Got) => void) => {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers } = request;
    got.push({ method, url, headers, body });
    answer(response, { method, url, headers, body });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ got, port, url: `http://127.0.0.1:${port}` },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};

export const answerWith =
  (status: number, headers: Record<string, string> = {}, body = '') =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end(body);
  };

/** Channels that reach this machine, and wait for no answer longer than they must for a test. */
export const openTestChannels = (changes: Partial<ChannelSettings> = {}) =>
  createChannels({
    ...{ smtpUrl: null, smtpTls: 'off', smtpCa: null, mailFrom: null },
    ...{ unsubscribeUrl: () => null, privateRanges: ['127.0.0.1/32'] },
    ...{ telegramUrl: 'https://api.telegram.org', now: () => thursday, deadlineMs: 2_000 },
    ...changes,
  });

export const signingSecret = 'whsec_VGhpcyBpcyBubyByZWFsIHNlY3JldCBhdCBhbGw=';

const secretsOf: Readonly<Record<ChannelName, ReceiverSecrets>> = {
  EMAIL: { channel: 'EMAIL' },
  WEBHOOK: { channel: 'WEBHOOK', signingSecrets: [signingSecret] },
  SLACK: { channel: 'SLACK', webhookUrl: '' },
  TELEGRAM: { channel: 'TELEGRAM', botToken: '12345:canary-canary-canary-canary' },
};

export const makeOutgoing = (
  channel: ChannelName,
  address: string,
  changes: Partial<Outgoing> = {},
): Outgoing => ({
  receiver: makeReceiver({ channel, address }),
  secrets: secretsOf[channel],
  notice: makeNotice(),
  message: {
    subject: 'Severe: <Unhealthy> & air',
    text: 'Since 13:00.',
    html: '<p>Since 13:00.</p>',
    short: 'Severe: <Unhealthy> & air\nLatest value: 78\nDetails: https://air.example/?a&b',
  },
  attempt: 1,
  ...changes,
});
