import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Reply = (response: ServerResponse, heard: Heard, request: IncomingMessage) => void;

export interface SubgraphServer {
  readonly url: string;
  readonly port: number;
  readonly heard: readonly Heard[];
  readonly connections: () => number;
  /** Changes what it replies from now on. */
  readonly replyWith: (reply: Reply) => void;
  readonly close: () => Promise<void>;
}

export const json =
  (body: unknown, status = 200): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

/** Each in turn, the last one for good. */
export const inTurn = (...replies: readonly Reply[]): Reply => {
  let next = 0;
  return (...given) => {
    const reply = replies[Math.min(next, replies.length - 1)] as Reply;
    next += 1;
    reply(...given);
  };
};

/** Never answers. */
export const silence: Reply = () => undefined;

export const cutOff: Reply = (response) => {
  response.socket?.destroy();
};

/** A real HTTP server in the place of a subgraph. */
export const startSubgraph = async (reply: Reply, port = 0): Promise<SubgraphServer> => {
  let current = reply;
  const heard: Heard[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const one = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
    heard.push(one);
    current(response, one, request);
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: heldPort } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${heldPort}`,
    port: heldPort,
    heard,
    connections: () => connections,
    replyWith: (next) => {
      current = next;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
