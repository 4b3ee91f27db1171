import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from '@aqmrg/platform/caller.ts';
import type { RequestOutcome } from '../observe/metrics.ts';
import type { Pay } from './paying.ts';

/** The request that Apollo Server is at work on: its own hooks for errors do not say which one it is. */
export interface Asking {
  readonly requestId: string;
  readonly caller: Caller;
  /** Takes what the operation costs beyond its entry. */
  readonly pay: Pay | undefined;
  operationName?: string | undefined;
  /** Of the first error that is shown. */
  code?: unknown;
  /** As it stands; what ends before it ran was refused. */
  outcome: RequestOutcome;
}

export const asking = new AsyncLocalStorage<Asking>();
