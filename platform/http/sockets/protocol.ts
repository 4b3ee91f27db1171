import type { Socket } from 'node:net';
import { GraphQLError } from 'graphql';
import { MessageType, makeServer, stringifyMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { AirError } from '../../errors/air-error.ts';
import { inSpan } from '../../observe/tracing.ts';
import { presentError } from '../../subgraph/errors.ts';
import type { GraphRequest } from '../../subgraph/link.ts';
import { type Answer, Refused, sendable } from '../sendable.ts';
import { createCharge } from './charge.ts';
import { asksRefresh, createEntrance } from './entrance.ts';
import { type Admitted, createOperations } from './operations.ts';
import type { ProtocolOptions } from './options.ts';
import { Peer } from './peer.ts';
import { Session } from './session.ts';
import { Turns } from './turns.ts';

const initWithinMs = 3_000;
/** Ids are repeated in every message; those of the clients there are have 36 characters at most. */
const maxIdCharacters = 256;
/** What only servers send. */
const serversOwn: ReadonlySet<unknown> = new Set([
  MessageType.ConnectionAck,
  MessageType.Next,
  MessageType.Error,
]);

/** What of a message decides where it goes; whether it is a valid one is for graphql-ws to say. */
const peek = (text: string): { readonly type?: unknown; readonly id?: unknown } => {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
};

/** Speaks graphql-transport-ws on sockets that are open: graphql-ws keeps the rules, this is how it reaches the network and our graph. */
export const createProtocol = (options: ProtocolOptions) => {
  const { log, metrics } = options;
  const operations = createOperations(options);
  const charge = createCharge(options);
  const entrance = createEntrance(options, charge);

  /** Why an operation is refused before it runs, as the client is told. */
  const refusal = (error: unknown): GraphQLError => {
    if (error instanceof AirError) {
      const { message, ...extensions } = error.toJSON();
      metrics?.refused(error.code);
      return new GraphQLError(message, { extensions });
    }
    const known = error instanceof GraphQLError;
    if (!known) log.error({ err: error }, 'an operation could not be read');
    const code = known ? (error.extensions.code ?? 'GRAPHQL_PARSE_FAILED') : 'GRAPHQL_PARSE_FAILED';
    metrics?.refused(String(code));
    return new GraphQLError(known ? error.message : 'The operation cannot be read.', {
      extensions: { ...(known ? error.extensions : {}), code },
    });
  };

  /** One operation that fails must not cost the others on its socket. */
  const answer = async (
    request: GraphRequest,
    operation: (request: GraphRequest) => Promise<Answer>,
  ): Promise<Answer> => {
    const shown = (error: unknown): GraphQLError => {
      const originalError = error instanceof Error ? error : new Error(String(error));
      const wrapped = new GraphQLError(originalError.message, { originalError });
      return presentError(wrapped, request.requestId, log);
    };
    try {
      return sendable(await operation(request), shown);
    } catch (error) {
      return sendable({ errors: [shown(error)] }, shown);
    }
  };

  const server = makeServer<Record<string, unknown>, Session>({
    connectionInitWaitTimeout: options.initWithinMs ?? initWithinMs,
    onConnect(context) {
      const { extra: session, connectionParams } = context;
      session.subscriptions = context.subscriptions;
      // up to 64 kB, with a credential in it, that nobody asks for again
      (context as { connectionParams?: unknown }).connectionParams = undefined;
      return entrance.introduce(session, connectionParams);
    },
    onSubscribe({ extra: session }, id, payload) {
      try {
        return Object.assign(operations.admit(session, payload), { id, session });
      } catch (error) {
        charge(session);
        return [refusal(error)];
      }
    },
    onError(_context, _id, _payload, errors) {
      const [{ originalError }] = errors as [GraphQLError];
      return originalError instanceof Refused
        ? originalError.errors.map((error) => error.toJSON())
        : undefined;
    },
    execute: (args) =>
      inSpan('WebSocket /graphql', {}, () => answer((args as Admitted).request, options.execute), {
        kind: 'server',
      }) as never,
    subscribe(args) {
      const { request, id, session } = args as Admitted & { readonly id: string; readonly session: Session };
      const outlet = { id, socket: session.peer };
      return answer(request, (asked) => options.subscribe(asked, outlet)) as never;
    },
  });

  const failed = (peer: Peer) => (error: unknown) => {
    log.error({ err: error }, 'a message of a WebSocket could not be dealt with');
    peer.close(4500, 'Internal server error');
  };

  const take = (session: Session, handle: (text: string) => Promise<void>, text: string): void => {
    const { peer, turns, subscriptions } = session;
    if (!peer.isOpen || !turns) return;
    const { type, id } = peek(text);
    if (serversOwn.has(type) || (typeof id === 'string' && id.length > maxIdCharacters)) {
      peer.close(4400, 'Invalid message received');
      return;
    }
    if (typeof id === 'string' && turns.isRunning(id) && !(id in subscriptions)) {
      if (!turns.hold(id, text)) peer.close(4409, `Subscriber for ${id} already exists`);
      return;
    }
    const over = handle(text).catch(failed(peer));
    const { begun } = session;
    session.begun = undefined;
    if (type !== MessageType.Subscribe || typeof id !== 'string' || turns.isRunning(id)) return;
    turns.begin(id, begun ? over.then(() => operations.release(session, begun)) : over);
  };

  /** Serves a socket that was just opened, until it closes. */
  const open = (ws: WebSocket, raw: Socket, address: string): Peer => {
    const peer = new Peer(ws, raw, address, options.maxOperations);
    const session = new Session(peer);
    const closed = server.opened(
      {
        protocol: ws.protocol,
        send: (text) => peer.send(text),
        close: (code = 1000, reason = '') => peer.close(code, reason),
        onPing(payload) {
          if (asksRefresh(payload)) return entrance.refresh(session, payload);
          peer.sendPong(stringifyMessage({ type: MessageType.Pong, ...(payload ? { payload } : {}) }));
        },
        onMessage(handle) {
          session.turns = new Turns((text) => take(session, handle, text), options.maxOperations);
          ws.on('message', (data) => take(session, handle, String(data)));
        },
      },
      session,
    );
    ws.once('close', (code, reason) => {
      session.leave();
      closed(code, String(reason)).catch((error: unknown) =>
        log.error({ err: error }, 'a WebSocket could not be taken leave of'),
      );
    });
    return peer;
  };

  return { open };
};
