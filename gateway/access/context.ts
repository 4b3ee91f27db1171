import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import type { Log } from '@aqmrg/platform/log.ts';

/** What the gateway knows of one request, on every path: HTTP, WebSocket, and on to the subgraphs. */
export interface GatewayContext {
  readonly caller: Caller;
  /** The client's address, for limits and the audit log; never for access. */
  readonly from: string | undefined;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Who asks, as far as what is asked can depend on it. */
type Asker = Pick<GatewayContext, 'caller' | 'from'>;

const stranger: Asker = { caller: anonymous, from: undefined };

/**
 * Whose question it is: whoever asks for what all are told the same asks as a stranger would, so that everybody shares one answer. Whether they may
 * ask it was judged before, of themselves.
 */
export const askerOf = (
  { isSameForAll }: { readonly isSameForAll: boolean },
  { caller, from }: { readonly caller: Caller; readonly from?: string | undefined },
): Asker => (isSameForAll ? stranger : { caller, from });
