import type { Log } from '@aqmrg/platform/log.ts';
import type { GatewayMetrics, RequestOutcome, RequestPath } from '../observe/metrics.ts';

/** How one request ended. */
export interface Ended {
  readonly path: RequestPath;
  readonly requestId: string;
  readonly operationName: string | undefined;
  readonly outcome: RequestOutcome;
  /** Of the first error, where there was one. */
  readonly code: unknown;
}

/** Begins to time a request; what it returns is called at its end. Variables are nobody's to log. */
export type Counting = () => (ended: Ended) => void;

export const createCounting = (metrics: GatewayMetrics, log: Log): Counting => {
  return () => {
    const began = performance.now();
    return ({ path, requestId, operationName, outcome, code }) => {
      const ms = performance.now() - began;
      metrics.request(path, outcome, ms / 1_000);
      if (outcome === 'refused' && typeof code === 'string') metrics.refused(code);
      if (log.isLevelEnabled('debug'))
        log.debug({ requestId, path, operation: operationName, outcome, code, ms }, 'operation answered');
    };
  };
};
