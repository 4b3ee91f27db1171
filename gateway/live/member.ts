import type { Outlet } from '@aqmrg/platform/http/outlet.ts';
import type { SlowPolicy } from '@aqmrg/platform/subgraph/live.ts';
import type { ExecutionResult } from 'graphql';
import type { Place } from './track.ts';

/**
 * One subscription of one client, somewhere in a track:
 *
 *   current ──the socket is full──▶ behind ──it has room, and the track holds what follows──▶ current
 *                                     └──the track has moved on──▶ fallen ──gap, newest or close──▶ current | gone
 */
export interface Member {
  readonly outlet: Outlet;
  readonly whenSlow: SlowPolicy;
  /** The number of the next event that it gets. */
  position: number;
  /** Behind which event it stands. */
  place: Place;
  /** Whether it still has to be told where it starts. */
  isToldStart: boolean;
  /** Ends the wait for room; set while it is behind. */
  stopWaiting: (() => void) | undefined;
  /** Set while a gap is being made. */
  isBridging: boolean;
  /** Ends the subscription for the client: completes, or fails with the error. */
  readonly end: (error: Error | undefined) => void;
}

type Never = AsyncIterableIterator<ExecutionResult>;

/** What graphql-ws holds of a subscription: it never yields, because frames are written past it, and settles at the end. */
export const endOf = (onLeave: () => void) => {
  let settle: (error: Error | undefined) => void = () => {};
  let isOver = false;
  const over: IteratorResult<ExecutionResult> = { done: true, value: undefined };
  const ended = new Promise<IteratorResult<ExecutionResult>>((resolve, reject) => {
    settle = (error) => {
      isOver = true;
      if (error) reject(error);
      else resolve(over);
    };
  });
  ended.catch(() => {});
  /** Whoever ends it, it leaves. */
  const end = (error: Error | undefined): void => {
    if (isOver) return;
    settle(error);
    onLeave();
  };
  const stream: Never = {
    [Symbol.asyncIterator]: () => stream,
    next: () => ended,
    async return() {
      end(undefined);
      return over;
    },
  };
  return { stream, end };
};
