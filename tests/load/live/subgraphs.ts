import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { anonymous } from '@aqmrg/platform/caller.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import { type WebSocket, WebSocketServer } from 'ws';
import { openFeed } from './feed.ts';
import type { Ports } from './graph.ts';
import { openRooms } from './open-rooms.ts';

// Both subgraphs for gateways that reach them over the network: PORTS={"readings":…,"sensors":…} node subgraphs.ts
//
// As cheap as they can be, so that the gateway is what is measured: a body that was asked before gets the same bytes again, and an event
// is executed once for all subscriptions that are worded alike, then sent to each as text.
const ports = JSON.parse(process.env.PORTS ?? '{}') as Ports;
const links = await openRooms(openFeed());
const linkTo = (name: keyof Ports): SubgraphLink => links.get(name) as SubgraphLink;

interface Asked {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: { readonly live?: GraphRequest['live'] };
}

const requestOf = ({ query, operationName, variables, extensions }: Asked): GraphRequest => ({
  document: query,
  ...(operationName ? { operationName } : {}),
  variables: variables ?? {},
  live: extensions?.live,
  caller: anonymous,
  requestId: 'bench',
  signal: new AbortController().signal,
});

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

const serveHttp = (link: SubgraphLink): Server => {
  const answers = new Map<string, Buffer>();
  const send = (response: ServerResponse, body: Buffer): void => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  };
  return createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    if (request.method !== 'POST') return send(response, Buffer.from('{}'));
    const text = await textOf(request);
    const known = answers.get(text);
    if (known) return send(response, known);
    const answer = Buffer.from(JSON.stringify(await link.execute(requestOf(JSON.parse(text)))));
    answers.set(text, answer);
    send(response, answer);
  });
};

/** Calls back with each result, as text, until the returned function is called. */
const follow = async (asked: Asked, onText: (text: string) => void): Promise<() => void> => {
  const stream = await linkTo('readings').subscribe(requestOf(asked));
  if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
  const told = asked.extensions?.live !== undefined;
  // marks are between gateways that know of them and their subgraphs
  const shown = ({ data, errors, extensions }: ExecutionResult): object => ({
    data,
    ...(errors ? { errors } : {}),
    ...(told && extensions ? { extensions } : {}),
  });
  void (async () => {
    for await (const result of stream) onText(JSON.stringify(shown(result)));
  })();
  return () => void stream.return?.();
};

/** Every subscription that is worded alike, by whoever receives its events. */
const groups = new Map<
  string,
  { readonly members: Set<(text: string) => void>; readonly end: Promise<() => void> }
>();

const startGroup = (key: string, asked: Asked) => {
  const members = new Set<(text: string) => void>();
  const end = follow(asked, (text) => {
    for (const member of members) member(text);
  });
  const group = { members, end };
  groups.set(key, group);
  return group;
};

const join = async (asked: Asked, onText: (text: string) => void): Promise<() => void> => {
  // where a stream starts is told to each that asks
  if (asked.extensions?.live) return follow(asked, onText);
  const key = JSON.stringify([asked.query, asked.variables]);
  const group = groups.get(key) ?? startGroup(key, asked);
  const { members, end } = group;
  members.add(onText);
  await end;
  return async () => {
    members.delete(onText);
    if (members.size > 0) return;
    groups.delete(key);
    (await end)();
  };
};

const serveSocket = (socket: WebSocket): void => {
  const ends = new Map<string, () => void>();
  socket.on('message', async (data) => {
    const { id, type, payload } = JSON.parse(String(data));
    if (type === 'connection_init') return socket.send('{"type":"connection_ack"}');
    if (type === 'ping') return socket.send('{"type":"pong"}');
    if (type === 'subscribe') {
      const before = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
      ends.set(id, await join(payload, (text) => socket.send(`${before}${text}}`)));
    }
    if (type === 'complete') {
      ends.get(id)?.();
      ends.delete(id);
    }
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    for (const end of ends.values()) end();
  });
};

const readings = serveHttp(linkTo('readings'));
new WebSocketServer({
  server: readings,
  perMessageDeflate: false,
  handleProtocols: () => 'graphql-transport-ws',
}).on('connection', serveSocket);
const sensors = serveHttp(linkTo('sensors'));
const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
await Promise.all([listen(readings, ports.readings), listen(sensors, ports.sensors)]);
process.send?.('ready');
