import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Log } from '@aqmrg/platform/log.ts';

/** What the gateway knows of one request, on every path: HTTP, WebSocket, and on to the subgraphs. */
export interface GatewayContext {
  readonly caller: Caller;
  /** As the client sent it, for subgraphs in other processes. Never logged. */
  readonly authorization: string | undefined;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}
