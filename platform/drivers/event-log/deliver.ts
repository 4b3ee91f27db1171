import type { LogRecord, Position } from '../../ports/event-log.ts';

/** Thrown through a delivery that was told to stop: what it has not delivered comes again. */
export class Stopped extends Error {}

const longestPauseMs = 30_000;

/** Exponential, with jitter over its upper half, so that consumers which failed together do not come back together. */
export const pauseMs = (firstMs: number, tries: number, longestMs = longestPauseMs): number =>
  Math.min(longestMs, firstMs * 2 ** Math.min(tries, 30)) * (0.5 + Math.random() / 2);

/** Sleeps; throws Stopped as soon as `signal` aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new Stopped());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

export interface Delivery<T> {
  readonly handle: (records: readonly LogRecord<T>[], signal: AbortSignal) => Promise<void>;
  readonly maxAttempts: number;
  readonly retryDelayMs: number;
  readonly isTransient: (error: unknown) => boolean;
  /** These are dealt with, and all before them. */
  readonly onDelivered: (positions: readonly Position[]) => void;
  /** Takes a record that failed alone; resolves when it lies safely in the dead letters. */
  readonly bury: (record: LogRecord<T>, error: unknown, attempts: number) => Promise<void>;
  readonly onFailure: (error: unknown, records: readonly LogRecord<T>[], tries: number) => void;
  readonly signal: AbortSignal;
}

const positionsOf = (records: readonly LogRecord<unknown>[]): readonly Position[] =>
  records.map(({ position }) => position);

/**
 * whole ──ok──▶ delivered
 *   ├─ transient error ──▶ pause ──▶ whole (for ever, not counted)
 *   └─ other error, several records ──▶ first half whole, then second half whole
 *                   one record ──▶ pause ──▶ alone again, `maxAttempts` times in all ──▶ buried
 *
 * Halving finds a bad record among a thousand in about twenty calls, and its neighbours stay in large batches. The order is kept throughout.
 */
export const deliver = async <T>(records: readonly LogRecord<T>[], delivery: Delivery<T>): Promise<void> => {
  const { signal } = delivery;
  const attempts = records.length === 1 ? delivery.maxAttempts : 1;
  for (let counted = 0, tries = 0; ; tries++) {
    if (signal.aborted) throw new Stopped();
    try {
      await delivery.handle(records, signal);
      delivery.onDelivered(positionsOf(records));
      return;
    } catch (error) {
      if (signal.aborted) throw new Stopped();
      delivery.onFailure(error, records, tries + 1);
      if (!delivery.isTransient(error) && ++counted === attempts) {
        if (records.length > 1) break;
        await delivery.bury(records[0] as LogRecord<T>, error, counted);
        delivery.onDelivered(positionsOf(records));
        return;
      }
    }
    await pause(pauseMs(delivery.retryDelayMs, tries), signal);
  }
  const middle = records.length >> 1;
  await deliver(records.slice(0, middle), delivery);
  await deliver(records.slice(middle), delivery);
};
