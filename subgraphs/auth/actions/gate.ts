import { AirError } from '@aqmrg/platform/errors/air-error.ts';

interface GateOptions {
  readonly atOnce: number;
  /** More than that are refused with OVERLOADED. */
  readonly mostWaiting: number;
  /** For whoever is refused. */
  readonly message: string;
}

/** Lets so many pieces of work run at once, and the next ones in the order in which they came. */
export const createGate = ({ atOnce, mostWaiting, message }: GateOptions) => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running += 1;
    else {
      if (waiting.length >= mostWaiting) throw new AirError('OVERLOADED', message, { retryAfterSeconds: 1 });
      // whoever leaves hands its place over
      await new Promise<void>((resolve) => void waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};
