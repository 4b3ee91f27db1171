import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import type { Grant } from '../../../access/identity.ts';
import { anonymous, type Caller } from '../../../caller.ts';
import { AirError } from '../../../errors/air-error.ts';
import type { GraphRequest } from '../../../subgraph/link.ts';
import type { Outlet } from '../../outlet.ts';
import type { GraphqlSocketOptions } from '../options.ts';
import { serveGraphqlSockets } from '../serve.ts';

/** A stream that gives what is pushed, as whoever owns it wants. */
export interface Feed {
  readonly stream: AsyncIterableIterator<ExecutionResult>;
  readonly push: (result: ExecutionResult) => void;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
  readonly isReturned: () => boolean;
  /** How many events were asked for. */
  readonly pulls: () => number;
}

type Step = IteratorResult<ExecutionResult, undefined>;

export const makeFeed = (onReturn: () => Promise<void> = async () => undefined): Feed => {
  const ready: Promise<Step>[] = [];
  const asked: ((step: Promise<Step>) => void)[] = [];
  let isReturned = false;
  let pulls = 0;
  const give = (step: Promise<Step>): void => {
    step.catch(() => undefined);
    const ask = asked.shift();
    if (ask) ask(step);
    else ready.push(step);
  };
  const stream: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => stream,
    next() {
      pulls += 1;
      return ready.shift() ?? new Promise<Step>((resolve) => asked.push(resolve));
    },
    async return() {
      isReturned = true;
      await onReturn();
      return { done: true, value: undefined };
    },
  };
  return {
    stream,
    push: (value) => give(Promise.resolve({ done: false, value })),
    end: () => give(Promise.resolve({ done: true, value: undefined })),
    fail: (error) => give(Promise.reject(error)),
    isReturned: () => isReturned,
    pulls: () => pulls,
  };
};

const user: Caller = { ...anonymous, kind: 'user', id: 'ada', role: 'AUTHENTICATED' };

/** Who a credential names: nobody is a stranger, `good` is a user, all else is refused, but for what breaks us. */
const authenticate: GraphqlSocketOptions['authenticate'] = (params): Grant => {
  const authorization = params?.authorization;
  if (authorization === undefined) return { caller: anonymous, expiresAt: null };
  if (authorization === 'broken') throw new Error('password=hunter2');
  if (authorization === 'good') return { caller: user, expiresAt: null };
  throw new AirError('UNAUTHENTICATED', 'This token is not valid.');
};

/** A server with WebSockets at /graphql, and all that it was asked and said. */
export const openSockets = async (options: Partial<GraphqlSocketOptions> = {}) => {
  const server = createServer();
  const asked: { readonly request: GraphRequest; readonly outlet: Outlet | undefined }[] = [];
  const closedWith: number[] = [];
  const refused: string[] = [];
  const logged: string[] = [];
  let opened = 0;
  const { execute = async () => ({ data: { it: 1 } }), subscribe = async () => makeFeed().stream } = options;
  const stop = serveGraphqlSockets({
    server,
    path: '/graphql',
    log: pino({ level: 'error' }, { write: (line: string) => void logged.push(line) }),
    authenticate,
    origins: ['https://friend.example'],
    maxSockets: 100,
    maxOperations: 10,
    maxSubscriptionsPerCaller: 20,
    drainSpreadMs: 1_000,
    metrics: {
      opened() {
        opened += 1;
      },
      closed: (code) => void closedWith.push(code),
      refused: (code) => void refused.push(code),
    },
    ...options,
    execute(request) {
      asked.push({ request, outlet: undefined });
      return execute(request);
    },
    subscribe(request, outlet) {
      asked.push({ request, outlet });
      return subscribe(request, outlet);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    await stop();
    server.close();
  };
  return {
    url: `ws://127.0.0.1:${port}/graphql`,
    port,
    asked,
    opened: () => opened,
    closedWith,
    refused,
    logged,
    stop,
    close,
  };
};
