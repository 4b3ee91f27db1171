import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Inbox {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Where webhooks end: it takes tests, and refuses whatever else there is for good. */
export const openInbox = async (): Promise<Inbox> => {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.writeHead(JSON.parse(body).isTest ? 204 : 410).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
