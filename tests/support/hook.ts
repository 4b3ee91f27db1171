import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came to a webhook. */
export interface Delivered {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: messages are asserted on, not typed
  readonly message: any;
}

type Answer = (response: ServerResponse, nth: number, message: Delivered['message']) => void;

/** A program that is told of alerts: a real server on this machine. `answer` says how it takes a message; by default it takes each. */
export const openHook = async (answer: Answer = take) => {
  const got: Delivered[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const message = JSON.parse(body);
    got.push({ headers: request.headers, body, message });
    answer(response, got.length, message);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    got,
    url: `http://127.0.0.1:${port}/hook`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};
export type Hook = Awaited<ReturnType<typeof openHook>>;

const take = (response: ServerResponse): void => void response.writeHead(204).end();

/** Whether a message was signed with this secret, as Standard Webhooks says. */
export const isSigned = ({ headers, body }: Delivered, secret: string): boolean => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const wanted = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(wanted);
};
