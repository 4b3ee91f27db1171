import type { z } from 'zod';

/**
 * time: records older than `days` are dropped.
 * compacted: the newest record of each key is kept for ever.
 */
export type Retention = { readonly kind: 'time'; readonly days: number } | { readonly kind: 'compacted' };

/** One event type: its name in the log, the shape of its records and how long they are kept. */
export interface Topic<T> {
  readonly name: string;
  readonly retention: Retention;
  readonly schema: z.ZodType<T>;
}

export const defineTopic = <S extends z.ZodType>(topic: {
  readonly name: string;
  readonly retention: Retention;
  readonly schema: S;
}): Topic<z.output<S>> => topic as unknown as Topic<z.output<S>>;
