/** What the gateway counts and times of itself. Durations in seconds. */
export interface GatewayMetrics {
  /** One answered request: by which path it came and how it ended. */
  request(path: RequestPath, outcome: RequestOutcome, seconds: number): void;
  /** Whether an operation was known, with its plan. */
  operation(cache: 'hit' | 'miss'): void;
  /** How many operations are kept, with their plans. */
  operationsKept(count: number): void;
  /** How an operation ran: by its compiled steps, or by Apollo's own executor. */
  execution(by: 'compiled' | 'apollo'): void;
  /** One request to a subgraph, answered or not. */
  fetch(service: string, outcome: FetchOutcome, seconds: number): void;
  /** One more attempt after one that failed. */
  retry(service: string): void;
  /** The breaker of a subgraph changed: closed lets all through, open none, half-open one. */
  breaker(service: string, state: 'closed' | 'half-open' | 'open'): void;
  /** Somebody got the answer of an identical request that was under way. */
  shared(what: 'operation' | 'fetch'): void;
  /** A request that a limit or rule refused, by the code that it was told. */
  refused(code: string): void;
  /** A client's stream of events began or ended. */
  subscription(what: 'opened' | 'closed'): void;
  /** Events were written to so many subscriptions. */
  events(count: number): void;
  /** A stream of a subgraph, shared by all who ask the same: opened, closed, or taken up again after a break. */
  upstream(service: string, what: 'opened' | 'closed' | 'resumed'): void;
  /** A subscription that read too slowly, and what became of it. */
  slow(policy: 'gap' | 'conflate' | 'close'): void;
  /** How many socket clients there are, and why one went: its close code. */
  socket(what: 'opened'): void;
  socket(what: 'closed', code: number): void;
}

/** hot: a known document; apollo: through Apollo Server; socket: an operation over WebSocket. */
export type RequestPath = 'hot' | 'apollo' | 'socket';
/** partial: data with errors; refused: the request was at fault; failed: no data. */
export type RequestOutcome = 'ok' | 'partial' | 'refused' | 'failed';
export type FetchOutcome = 'ok' | 'errors' | 'unavailable' | 'deadline' | 'broken' | 'aborted';

/** For tests and tools that count nothing. */
export const silentMetrics: GatewayMetrics = {
  request() {},
  operation() {},
  operationsKept() {},
  execution() {},
  fetch() {},
  retry() {},
  breaker() {},
  shared() {},
  refused() {},
  subscription() {},
  events() {},
  upstream() {},
  slow() {},
  socket() {},
};
