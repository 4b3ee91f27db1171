import type { ExecutionResult, OperationTypeNode } from 'graphql';
import type { Caller } from '../caller.ts';
import type { LiveWishes } from './live.ts';

/** One operation for one subgraph. */
export interface GraphRequest {
  readonly document: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Read from the document where it is not told. */
  readonly kind?: `${OperationTypeNode}` | undefined;
  /** `variables` as JSON text, where somebody made it already. */
  readonly variablesText?: string | undefined;
  readonly caller: Caller;
  /** The client's address, for limits and the audit log; never for access. */
  readonly from?: string | undefined;
  /** Of a subscription. */
  readonly live?: LiveWishes | undefined;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/** A subgraph as it is reached: in this process or over HTTP. */
export interface SubgraphLink {
  readonly name: string;
  /** What it is asked leaves this process, as text. */
  readonly isRemote?: boolean | undefined;
  /** GraphQL errors come inside the result; an unreachable subgraph rejects with SUBGRAPH_UNAVAILABLE. */
  execute(request: GraphRequest): Promise<ExecutionResult>;
  /** `return()` ends the subscription at once, also while it waits. */
  subscribe(request: GraphRequest): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  /** Rejects with the reason why it cannot serve. */
  ready(signal: AbortSignal): Promise<void>;
}
