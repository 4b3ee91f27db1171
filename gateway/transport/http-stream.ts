import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { noAnswer } from './failures.ts';

const acknowledgedWithinMs = 10_000;

/** Events of a subgraph in another process. One socket a stream: it ends with the stream. */
export const openStream = (
  service: string,
  url: string,
  request: GraphRequest,
): AsyncIterableIterator<ExecutionResult> => {
  const client: Client = createClient({
    url,
    webSocketImpl: WebSocket,
    lazy: true,
    retryAttempts: 0,
    connectionAckWaitTimeout: acknowledgedWithinMs,
    connectionParams: request.authorization === undefined ? {} : { authorization: request.authorization },
  });
  const source = client.iterate({
    query: request.document,
    ...(request.operationName ? { operationName: request.operationName } : {}),
    variables: { ...request.variables },
  }) as AsyncIterableIterator<ExecutionResult>;
  const stream: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      try {
        return await source.next();
      } catch (error) {
        await client.dispose();
        throw noAnswer(service, 'passing', error);
      }
    },
    async return() {
      await source.return?.();
      await client.dispose();
      return { done: true, value: undefined };
    },
  };
  return stream;
};
