import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

const answerWithinMs = 10_000;

const unavailable = (name: string, cause: unknown): AirError =>
  // the cause stays in the log: it holds addresses
  new AirError('SUBGRAPH_UNAVAILABLE', `The ${name} subgraph does not answer.`, { cause });

const headersOf = (request: GraphRequest): Record<string, string> => ({
  'content-type': 'application/json',
  'x-request-id': request.requestId,
  ...(request.authorization === undefined ? {} : { authorization: request.authorization }),
});

const payloadOf = (request: GraphRequest) => ({
  query: request.document,
  ...(request.operationName ? { operationName: request.operationName } : {}),
  variables: { ...request.variables },
});

/** A subgraph in another process, at `url` (its origin). One deadline for each answer; a stream has none. */
export const openHttpLink = (name: string, url: string): SubgraphLink => {
  const graphqlUrl = new URL('/graphql', url).href;

  const call = async (request: GraphRequest): Promise<ExecutionResult> => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(answerWithinMs)]);
    try {
      const response = await fetch(graphqlUrl, {
        method: 'POST',
        headers: headersOf(request),
        body: JSON.stringify(payloadOf(request)),
        signal,
      });
      const body = (await response.json()) as ExecutionResult & { error?: { message: string } };
      if (body.data === undefined && body.errors === undefined) throw new Error(`status ${response.status}`);
      return body;
    } catch (error) {
      throw unavailable(name, error);
    }
  };

  return {
    name,
    execute: call,
    subscribe: async (request) => openStream(name, graphqlUrl.replace(/^http/, 'ws'), request),
    async ready(signal) {
      try {
        const response = await fetch(new URL('/ready', url), { signal });
        await response.body?.cancel();
        if (response.ok) return;
      } catch {
        // told below, without the address
      }
      throw unavailable(name, undefined);
    },
  };
};

/** One socket a stream: it ends with the stream. */
const openStream = (
  name: string,
  url: string,
  request: GraphRequest,
): AsyncIterableIterator<ExecutionResult> => {
  const client: Client = createClient({
    url,
    webSocketImpl: WebSocket,
    lazy: true,
    retryAttempts: 0,
    connectionAckWaitTimeout: answerWithinMs,
    connectionParams: request.authorization === undefined ? {} : { authorization: request.authorization },
  });
  const source = client.iterate(payloadOf(request)) as AsyncIterableIterator<ExecutionResult>;
  const stream: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      try {
        return await source.next();
      } catch (error) {
        await client.dispose();
        throw unavailable(name, error);
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
