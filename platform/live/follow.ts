import { setTimeout } from 'node:timers/promises';
import type { Positions } from '../ports/event-log.ts';

interface Following<P> {
  readonly tail: (from: Positions, signal: AbortSignal) => AsyncIterable<P>;
  /** Where to go on: asked anew after each failure. */
  readonly from: () => Positions;
  readonly onPage: (page: P) => void;
  readonly onError: (error: unknown) => void;
}

const retryDelayMs = 1_000;

/** Follows a log until it is stopped; a failure is told, and then it goes on where it was. */
export const follow = <P>(following: Following<P>): { readonly stop: () => Promise<void> } => {
  const { tail, from, onPage, onError } = following;
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        for await (const page of tail(from(), signal)) onPage(page);
      } catch (error) {
        if (!signal.aborted) onError(error);
      }
      await setTimeout(retryDelayMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
};
