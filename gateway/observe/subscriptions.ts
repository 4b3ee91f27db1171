import type { Outlet } from '@aqmrg/platform/http/outlet.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import type { GatewayMetrics } from './metrics.ts';

type Stream = AsyncIterableIterator<ExecutionResult>;
type Subscribe = (request: GraphRequest, outlet: Outlet) => Promise<Stream | ExecutionResult>;

const counted = (source: Stream, metrics: GatewayMetrics): Stream => {
  let open = true;
  metrics.subscription('opened');
  const close = (): void => {
    if (!open) return;
    open = false;
    metrics.subscription('closed');
  };
  // explicit, so that `return()` reaches the source while `next()` waits
  const stream: Stream = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      try {
        const result = await source.next();
        if (result.done) close();
        return result;
      } catch (error) {
        close();
        throw error;
      }
    },
    async return() {
      close();
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return stream;
};

/** Counts the streams that are open. What is refused opens none; events are counted where they are written. */
export const countSubscriptions =
  (subscribe: Subscribe, metrics: GatewayMetrics): Subscribe =>
  async (request, outlet) => {
    const answer = await subscribe(request, outlet);
    return Symbol.asyncIterator in answer ? counted(answer, metrics) : answer;
  };
