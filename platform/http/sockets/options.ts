import type { IncomingMessage, Server } from 'node:http';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Grant, Identity } from '../../access/identity.ts';
import type { Caller } from '../../caller.ts';
import type { Log } from '../../log.ts';
import type { GraphRequest } from '../../subgraph/link.ts';
import type { Outlet } from '../outlet.ts';
import type { Answer } from '../sendable.ts';
import type { Door } from './door.ts';

/** What is counted of sockets. */
export interface SocketMetrics {
  opened(): void;
  /** With the code that the gateway closed it with, or else the client's. */
  closed(code: number): void;
  /** An operation that was refused before it ran, by the code that it was told. */
  refused(code: string): void;
}

/** Who was let in. `from` stands there where a peer speaks for a client elsewhere: then it alone tells where that is, if anywhere. */
export interface Introduced extends Grant {
  readonly from?: string | undefined;
}

/** How GraphQL operations over WebSockets are read and answered. */
export interface ProtocolOptions {
  readonly log: Log;
  /**
   * Who introduces themselves with these parameters of connection_init, from this address; nothing at all is a stranger. Throws or rejects with an AirError
   * where it is nobody that is let in.
   */
  readonly authenticate: (
    params: Readonly<Record<string, unknown>> | undefined,
    from: string,
  ) => Introduced | Promise<Introduced>;
  /** Watches grants, so that sockets close when they are over. */
  readonly onEnd?: Identity['onEnd'];
  /** An operation, or another token, was refused before anything was handed on. Rejects where its sender has no more to spend on such: the socket is closed then. */
  readonly onRefused?: (caller: Caller, from: string | undefined) => Promise<void>;
  /** The text that a request asks to run; its own by default. Throws what the client is told. */
  readonly document?: (payload: SubscribePayload) => string;
  /** Reads a document; throws an AirError past its limits. */
  readonly parse?: (text: string) => DocumentNode;
  readonly execute: (request: GraphRequest) => Promise<ExecutionResult>;
  /**
   * A stream as an answer may give events, which are written one after the other; or it gives none and ends when it is returned, and whoever
   * made it writes frames to the outlet itself.
   */
  readonly subscribe: (request: GraphRequest, outlet: Outlet) => Promise<Answer>;
  /** Operations that one socket may have open at once; a query is open until there was room for its answer. */
  readonly maxOperations: number;
  /** Subscriptions that one account, or one address of strangers, may have open at once. */
  readonly maxSubscriptionsPerCaller: number;
  readonly metrics?: SocketMetrics;
  /** Within which a client has to introduce itself. */
  readonly initWithinMs?: number;
}

export interface GraphqlSocketOptions extends ProtocolOptions, Door {
  readonly server: Server;
  /** The client's address, as proxies tell it that are trusted; the peer's by default. */
  readonly addressOf?: (request: IncomingMessage) => string;
  /** Rejects with RATE_LIMITED where this address has opened too many: it is told before the socket opens. */
  readonly admitSocket?: (from: string) => Promise<void>;
  /** Over which clients are told to come back when this process stops. */
  readonly drainSpreadMs: number;
  readonly pingEveryMs?: number;
}
