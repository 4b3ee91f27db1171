import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import type { Context } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Caller } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';
import type { Log } from '../log.ts';
import { inSpan } from '../observe/tracing.ts';
import { presentError } from '../subgraph/errors.ts';
import type { GraphRequest } from '../subgraph/link.ts';
import { type Answer, sendable } from './sendable.ts';

const maxFrameBytes = 64 * 1024;
const pingEveryMs = 12_000;
const initWithinMs = 3_000;
/** How long clients may take to say goodbye before their sockets are cut. */
const goodbyeWithinMs = 2_000;

export interface GraphqlSocketOptions {
  readonly server: Server;
  readonly path: string;
  readonly log: Log;
  readonly authenticate: (authorization: string | undefined) => Caller;
  /** Reads a document; throws an AirError past its limits. */
  readonly parse?: (text: string) => DocumentNode;
  readonly execute: (request: GraphRequest) => Promise<ExecutionResult>;
  readonly subscribe: (request: GraphRequest) => Promise<Answer>;
}

type Extra = {
  caller?: Caller;
  authorization?: string | undefined;
  left?: AbortController;
};

const parseWithin = (text: string): DocumentNode => parse(text, { maxTokens: 20_000 });

/** Why a document cannot be read, as the client is told. */
const unreadable = (error: unknown): GraphQLError => {
  if (error instanceof AirError) {
    const { message, ...extensions } = error.toJSON();
    return new GraphQLError(message, { extensions });
  }
  const message = error instanceof GraphQLError ? error.message : 'The operation cannot be read.';
  return new GraphQLError(message, { extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
};

const credentialOf = (context: Context): string | undefined => {
  const given = context.connectionParams?.authorization ?? context.connectionParams?.Authorization;
  return typeof given === 'string' ? given : undefined;
};

/** Speaks the graphql-transport-ws protocol at `path`; resolves, when called, after every socket was told to go. */
export const serveGraphqlSockets = (options: GraphqlSocketOptions): (() => Promise<void>) => {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  });
  options.server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== options.path) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
  });

  const requests = new WeakMap<object, GraphRequest>();
  const requestOf = (args: object): GraphRequest => requests.get(args) as GraphRequest;

  /** One operation that fails must not cost the others on its socket. */
  const answer = async (
    args: object,
    operation: (request: GraphRequest) => Promise<Answer>,
  ): Promise<Answer> => {
    const request = requestOf(args);
    const shown = (error: unknown): GraphQLError => {
      const originalError = error instanceof Error ? error : new Error(String(error));
      const wrapped = new GraphQLError(originalError.message, { originalError });
      return presentError(wrapped, request.requestId, options.log);
    };
    try {
      return sendable(await operation(request), shown);
    } catch (error) {
      return { errors: [shown(error)] };
    }
  };

  const served = useServer<Record<string, unknown>, Extra>(
    {
      connectionInitWaitTimeout: initWithinMs,
      onConnect(context) {
        try {
          context.extra.left = new AbortController();
          context.extra.authorization = credentialOf(context);
          context.extra.caller = options.authenticate(context.extra.authorization);
          return true;
        } catch (error) {
          // false closes the socket with 4403
          if (error instanceof AirError) return false;
          throw error;
        }
      },
      onClose: (context) => context.extra.left?.abort(new Error('the client left')),
      onSubscribe(context, _id, payload) {
        const { caller, authorization, left } = context.extra;
        if (!caller || !left) throw new Error('subscribed before the connection was acknowledged');
        const requestId = randomUUID();
        try {
          const args = {
            // the handlers below answer from the request; graphql-ws only asks which kind of operation this is
            schema: undefined as unknown as GraphQLSchema,
            document: (options.parse ?? parseWithin)(payload.query),
            operationName: payload.operationName ?? null,
          };
          requests.set(args, {
            document: payload.query,
            ...(payload.operationName ? { operationName: payload.operationName } : {}),
            variables: payload.variables ?? {},
            caller,
            ...(authorization === undefined ? {} : { authorization }),
            requestId,
            signal: left.signal,
          });
          return args;
        } catch (error) {
          return [unreadable(error)];
        }
      },
      execute: (args) =>
        inSpan('WebSocket /graphql', {}, () => answer(args, options.execute), { kind: 'server' }) as never,
      subscribe: (args) => answer(args, options.subscribe) as never,
    },
    sockets as never,
    pingEveryMs,
  );

  return async () => {
    const cut = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, goodbyeWithinMs);
    await served.dispose();
    clearTimeout(cut);
  };
};
