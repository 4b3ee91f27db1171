import type { Caller } from '../../caller.ts';
import type { Peer } from './peer.ts';
import type { Turns } from './turns.ts';

/** What is known of one client, from its socket's beginning to its end. Thousands are kept: it holds no more than it needs. */
export class Session {
  readonly peer: Peer;
  turns: Turns | undefined;
  /** Once it was acknowledged. */
  caller: Caller | undefined;
  authorization: string | undefined;
  /** What graphql-ws has open, by id. */
  subscriptions: Readonly<Record<string, unknown>> = {};
  /** How many operations are not over. */
  operations = 0;
  /** The operation that was admitted while graphql-ws took the message that is under way. */
  begun: { readonly owner: string | undefined } | undefined;
  #left: AbortController | undefined;

  constructor(peer: Peer) {
    this.peer = peer;
  }

  /** Aborts when the client leaves. */
  signal(): AbortSignal {
    this.#left ??= new AbortController();
    return this.#left.signal;
  }

  leave(): void {
    this.#left?.abort(new Error('the client left'));
  }
}
