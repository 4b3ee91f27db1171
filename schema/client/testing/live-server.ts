import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, GraphQLError, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';

/** One subscribe message, as it came. */
export interface Asked {
  readonly id: string;
  readonly after: string | undefined;
  readonly live: unknown;
}

/** How the server behaves; a test changes it while it runs. */
export interface Behaviour {
  /** Tell where a stream starts. */
  start: boolean;
  /** How many events before the cursor are sent once more when a stream is gone on with. */
  repeat: number;
  /** The oldest number that the log still has. */
  keptFrom: number;
  /** Numbers that a stream skips with a gap unless it is gone on with right before them: as a client that was too slow meets them. */
  dropped: readonly { readonly from: number; readonly to: number }[];
  /** Called before a number is sent. */
  before: (number: number, socket: WebSocket) => void;
  /** Called with each connection_init; false closes with 4403. */
  letIn: (authorization: unknown) => boolean | Promise<boolean>;
  /** For how long each token is good: then its socket is closed with 4403. For ever where it is not said. */
  tokenMs: number | undefined;
  /** Called with each token that a client shows in place of the one it has: an error's code refuses it. */
  renew: (authorization: unknown) => string | undefined;
  /** Extensions of an error that a subscription is answered with. */
  refuse: (asked: Asked) => Record<string, unknown> | undefined;
  /** Numbers whose event lacks its reading, or is lost whole, with an error that says so. */
  lacking: ReadonlyMap<number, 'reading' | 'event'>;
}

/** A gateway of one log of numbers: the number n stands at the cursor `c<n>`, and the first is 1. */
export interface LiveServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  readonly tokens: readonly unknown[];
  /** Tokens that clients showed in place of those they had. */
  readonly renewals: readonly unknown[];
  readonly behaviour: Behaviour;
  publish(count: number): void;
  /** Sockets that are open. */
  sockets(): readonly WebSocket[];
  /** Subscriptions that are open. */
  streams(): number;
  close(): Promise<void>;
}

const schema = buildSchema('type Query { a: Int } type Subscription { readingAdded: Int }');

/** The document that the server answers, whatever is asked. */
export const numbersDocument = `subscription Numbers($after: Cursor) {
  readingAdded(after: $after) { cursor change reading { value } gap { from to reason } }
}`;

const event = (number: number) => ({
  readingAdded: {
    cursor: `c${number}`,
    change: 'ADDED',
    reading: { value: number, periodEnd: '2026-11-01T07:00:00Z', sensor: { name: 'Roof 1' } },
    gap: null,
  },
});
const gap = (to: number, reason: string) => ({
  readingAdded: { cursor: `c${to}`, change: 'GAP', reading: null, gap: { from: null, to: null, reason } },
});

/** A server of the live protocol by graphql-ws, on a real socket, which can be told to misbehave. */
export const openLiveServer = async (): Promise<LiveServer> => {
  const asked: Asked[] = [];
  const tokens: unknown[] = [];
  const renewals: unknown[] = [];
  const open = new Set<() => void>();
  let newest = 0;
  const behaviour: Behaviour = {
    start: true,
    repeat: 0,
    keptFrom: 1,
    dropped: [],
    before: () => {},
    letIn: () => true,
    tokenMs: undefined,
    renew: () => undefined,
    refuse: () => undefined,
    lacking: new Map(),
  };

  const stream = (after: string | undefined, socket: WebSocket): AsyncIterableIterator<object> => {
    const from = after === undefined ? newest : Number(after.slice(1));
    let at = after === undefined ? from : Math.max(0, from - behaviour.repeat);
    let isOver = false;
    let wake: (() => void) | undefined;
    const first: object[] = behaviour.start
      ? [{ data: null, extensions: { live: { cursor: `c${from}` } } }]
      : [];
    if (after !== undefined && from + 1 < behaviour.keptFrom) {
      at = behaviour.keptFrom - 1;
      first.push({ data: gap(at, 'older than the log') });
    }
    const hear = (): void => wake?.();
    open.add(hear);
    const events: AsyncIterableIterator<object> = {
      async next() {
        for (;;) {
          if (isOver) return { done: true, value: undefined };
          const ready = first.shift();
          if (ready) return { done: false, value: ready };
          if (at < newest) break;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        at += 1;
        const number = at;
        const range = behaviour.dropped.find(({ from: begin }) => begin === number);
        if (range && (after === undefined || number > from + 1)) {
          at = range.to;
          return { done: false, value: { data: gap(at, 'you read too slowly') } };
        }
        behaviour.before(number, socket);
        const { readingAdded } = event(number);
        const lacks = behaviour.lacking.get(number);
        if (lacks === undefined) return { done: false, value: { data: { readingAdded } } };
        const errors = [new GraphQLError('away', { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } })];
        const data = lacks === 'event' ? null : { readingAdded: { ...readingAdded, reading: null } };
        return { done: false, value: { data, errors } };
      },
      async return() {
        isOver = true;
        open.delete(hear);
        wake?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => events,
    };
    return events;
  };

  const http = createServer();
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  const timers = new WeakMap<WebSocket, NodeJS.Timeout>();
  const good = (socket: WebSocket): Record<string, unknown> => {
    const { tokenMs } = behaviour;
    clearTimeout(timers.get(socket));
    if (tokenMs !== undefined)
      timers.set(
        socket,
        setTimeout(() => socket.close(4403, 'the token expired'), tokenMs),
      );
    return { authorization: { accepted: true, expiresInMs: tokenMs } };
  };

  const server = useServer<Record<string, unknown>, { asked?: Asked }>(
    {
      schema,
      onConnect: async (context) => {
        const authorization = context.connectionParams?.authorization;
        tokens.push(authorization);
        const isIn = await behaviour.letIn(authorization);
        return isIn && authorization !== undefined
          ? good((context.extra as unknown as { socket: WebSocket }).socket)
          : isIn;
      },
      onSubscribe: (_, id, payload) => {
        const after = payload.variables?.after as string | undefined;
        const one: Asked = { id, after, live: payload.extensions?.live };
        asked.push(one);
        const extensions = behaviour.refuse(one);
        if (extensions) return [new GraphQLError('not so', { extensions })];
        return { schema, document: parse('subscription { readingAdded }'), variableValues: { after } };
      },
      context: (context) => context.extra,
      subscribe: ((args: { variableValues: { after?: string }; contextValue: { socket: WebSocket } }) =>
        stream(args.variableValues.after, args.contextValue.socket)) as never,
    },
    sockets,
  );
  sockets.on('connection', (socket) =>
    socket.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data));
      if (type !== 'ping' || payload?.authorization === undefined) return;
      renewals.push(payload.authorization);
      const code = behaviour.renew(payload.authorization);
      const answer = code === undefined ? good(socket) : { authorization: { accepted: false, code } };
      socket.send(JSON.stringify({ type: 'pong', payload: answer }));
    }),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`,
    asked,
    tokens,
    renewals,
    behaviour,
    publish(count) {
      newest += count;
      for (const hear of [...open]) hear();
    },
    sockets: () => [...sockets.clients],
    streams: () => open.size,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await server.dispose();
      http.closeAllConnections();
      http.close();
    },
  };
};
