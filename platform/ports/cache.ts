/**
 * Short-lived, shared, losable: nothing here is the only copy of anything. Values, counters and leases are apart: one key may stand in each. Bounded: what was not
 * used for longest goes first, except that a lease is never taken from its holder.
 */
export interface Cache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** Adds `points` (whole, default one; negative ones take off) to a counter that vanishes `windowMs` after its first count. */
  count(key: string, windowMs: number, points?: number): Promise<Counted>;
  /** True for one holder at a time, until `ttlMs` passed or it was released. The holder extends it by asking again. */
  lease(key: string, holder: string, ttlMs: number): Promise<boolean>;
  release(key: string, holder: string): Promise<void>;
  close(): Promise<void>;
}

export interface Counted {
  readonly count: number;
  /** Until the counter vanishes. */
  readonly resetsInMs: number;
}
