/** What a live event says of itself: it stands in `extensions.live` of its result, for gateways; clients do not get it. */
export interface LiveMark {
  /** Where it stands: `after: cursor` goes on behind it. One place is always one text, whoever writes it. */
  readonly cursor: string;
  /** What it is the newest state of. Who can only follow the newest gets the last one of each key. */
  readonly key?: string;
  /** When the log took it, epoch ms. */
  readonly at?: number;
}

/**
 * What the source of a subscription field yields: the event under the field's name, and its mark; or, once and first, a mark alone,
 * which tells where the stream starts.
 */
export interface MarkedEvent {
  readonly live?: LiveMark;
  readonly [field: string]: unknown;
}

export const slowPolicies = ['GAP', 'CONFLATE', 'CLOSE'] as const;
export type SlowPolicy = (typeof slowPolicies)[number];

/** What a subscriber may wish for, in `extensions.live` of its request. */
export interface LiveWishes {
  readonly whenSlow?: SlowPolicy;
  /** Be told where the stream starts, before any event. */
  readonly start?: boolean;
}
