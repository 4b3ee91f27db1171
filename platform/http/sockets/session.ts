import type { Introduced } from './options.ts';
import type { Peer } from './peer.ts';
import type { Turns } from './turns.ts';

/** What is known of one client, from its socket's beginning to its end. Thousands are kept: it holds no more than it needs. */
export class Session {
  readonly peer: Peer;
  turns: Turns | undefined;
  /** Once it was acknowledged; another one after each refresh. */
  grant: Introduced | undefined;
  /** Of those whose grant has an end: ends watching it. */
  unwatch: (() => void) | undefined;
  isRefreshing = false;
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

  /** The client's address, for limits and the audit log. */
  get from(): string | undefined {
    return this.grant && 'from' in this.grant ? this.grant.from : this.peer.address;
  }

  /** Aborts when the client leaves. */
  signal(): AbortSignal {
    this.#left ??= new AbortController();
    return this.#left.signal;
  }

  leave(): void {
    this.unwatch?.();
    this.#left?.abort(new Error('the client left'));
  }
}
