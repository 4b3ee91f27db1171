import type { Caller } from '@aqmrg/platform/caller.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { noAnswer } from './failures.ts';
import { createInbox } from './inbox.ts';
import { asRejection, endOf, Refused } from './stream-end.ts';
import { cutWhenSilent } from './watch.ts';

type Stream = AsyncIterableIterator<ExecutionResult, undefined>;

export interface StreamOptions {
  /** Says who asks, for each connection anew. */
  readonly identify: ((caller: Caller, from: string | undefined) => string) | undefined;
  /** Within which the subgraph acknowledges the connection. */
  readonly connectWithinMs: number;
  /** Silence of two of these cuts the connection. */
  readonly pingEveryMs: number;
  /** How long a refusal is waited for, where the subgraph was asked to tell where the stream starts. */
  readonly startWithinMs: number;
  /** Results that wait for whoever reads the stream; with so many, nothing more is read from the socket. */
  readonly mostWaiting: number;
}

const defaults: StreamOptions = {
  identify: undefined,
  connectWithinMs: 3_000,
  pingEveryMs: 4_000,
  startWithinMs: 1_000,
  mostWaiting: 1_000,
};

const socketOptions = { perMessageDeflate: false, maxPayload: 16 * 1024 * 1024, closeTimeout: 2_000 };

/** The socket that graphql-ws opens, in our hands from its first moment. */
const socketsFor = (onOpening: (socket: WebSocket) => void) =>
  class extends WebSocket {
    constructor(address: string, protocol: string) {
      super(address, protocol, socketOptions);
      onOpening(this);
    }
  };

const payloadOf = ({ document, operationName, variables, live }: GraphRequest) => ({
  query: document,
  ...(operationName ? { operationName } : {}),
  variables: { ...variables },
  ...(live?.start ? { extensions: { live: { start: true } } } : {}),
});

/**
 * Events of a subgraph in another process, over a socket of their own. Resolves with the stream as soon as it is known that it is
 * one: after the first result; or, where the subgraph need not send any, once it had time to refuse. What breaks the line rejects
 * with SUBGRAPH_UNAVAILABLE, behind all that came before.
 */
export const openStream = (
  service: string,
  url: string,
  request: GraphRequest,
  tuning: Partial<StreamOptions> = {},
): Promise<Stream | ExecutionResult> => {
  const options = { ...defaults, ...tuning };
  const { identify } = options;
  const { signal, caller, from, live } = request;
  const { promise, resolve, reject } = Promise.withResolvers<Stream | ExecutionResult>();
  if (signal.aborted) {
    reject(signal.reason);
    return promise;
  }
  let socket: WebSocket | undefined;
  let isConnected = false;
  let starting: NodeJS.Timeout | undefined;

  const inbox = createInbox<ExecutionResult>({
    most: options.mostWaiting,
    onFull: () => socket?.pause(),
    onRoom: () => socket?.resume(),
  });
  const connecting = setTimeout(() => socket?.terminate(), options.connectWithinMs);

  const stream: Stream = {
    [Symbol.asyncIterator]: () => stream,
    next: () => inbox.next(),
    async return() {
      leave();
      return { done: true, value: undefined };
    },
  };
  const settle = (): void => {
    clearTimeout(starting);
    resolve(stream);
  };
  const over = (): void => {
    clearTimeout(connecting);
    clearTimeout(starting);
    signal.removeEventListener('abort', abort);
  };

  const client = createClient({
    url,
    webSocketImpl: socketsFor((opening) => {
      socket = opening;
      opening.once('open', () => cutWhenSilent(opening, options.pingEveryMs));
    }),
    lazy: true,
    retryAttempts: 0,
    connectionParams: () => (identify ? { identity: identify(caller, from) } : {}),
    on: {
      connected() {
        isConnected = true;
        clearTimeout(connecting);
        // unless it begins with a word of its own, nothing tells that a subscription was taken
        starting = setTimeout(settle, live?.start ? options.startWithinMs : 0);
      },
    },
  });
  const fail = (told: unknown): void => {
    over();
    const error = endOf(service, told);
    if (error instanceof Refused) resolve({ errors: error.errors });
    else reject(error);
    inbox.end(asRejection(error));
  };
  const unsubscribe = client.subscribe(payloadOf(request), {
    next(result) {
      // events have data, be it null: this is how servers refuse an operation that they could not begin
      if (result.errors && result.data === undefined) return fail(result.errors);
      inbox.put(result as ExecutionResult);
      settle();
    },
    error: fail,
    complete() {
      over();
      resolve(stream);
      inbox.end();
    },
  });

  const leave = (): void => {
    over();
    inbox.drop();
    if (isConnected) {
      // what it says to our farewell has to be read
      socket?.resume();
      unsubscribe();
    } else {
      socket?.terminate();
      reject(noAnswer(service, 'passing', new Error('left while it connected')));
    }
  };
  const abort = (): void => {
    reject(signal.reason);
    leave();
  };
  signal.addEventListener('abort', abort);
  return promise;
};
