import { inspect } from 'node:util';
import type { Log } from '../../log.ts';
import type { ConsumeOptions, DeadLetter, LogRecord, Position } from '../../ports/event-log.ts';
import { type Delivery, deliver, pause, pauseMs, Stopped } from './deliver.ts';
import type { Decoded } from './records.ts';

/** Longer causes are cut: a letter is for people. */
const causeLength = 2000;

const causeOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : inspect(error)).slice(0, causeLength);

type Broken<T> = Extract<Decoded<T>, { readonly kind: 'broken' }>;

/** Stretches of readable records, and each unreadable one alone. */
const stretches = <T>(entries: readonly Decoded<T>[]): readonly (LogRecord<T>[] | Broken<T>)[] => {
  const found: (LogRecord<T>[] | Broken<T>)[] = [];
  for (const entry of entries) {
    const last = found.at(-1);
    if (entry.kind === 'broken') found.push(entry);
    else if (Array.isArray(last)) last.push(entry.record);
    else found.push([entry.record]);
  }
  return found;
};

const isAt =
  ({ partition, offset }: Position) =>
  (entry: { readonly position: Position }): boolean =>
    entry.position.offset === offset && entry.position.partition === partition;

/** A callback of the caller's must not end the consumer. */
export const guarded = <R>(log: Log, otherwise: R, call: () => R): R => {
  try {
    return call();
  } catch (error) {
    log.error({ err: error }, 'a callback of the consumer failed');
    return otherwise;
  }
};

interface Trying {
  readonly log: Log;
  readonly firstPauseMs: number;
  readonly longestPauseMs?: number;
  readonly signal: AbortSignal;
}

/** Once, and then ever more seldom: whoever waits an hour for a broker says so a dozen times. */
const isWorthALine = (tries: number): boolean => Number.isInteger(Math.log2(tries));

/** The log may be full, away, or its letter box full: nothing is lost by waiting until it is not. Throws Stopped when `signal` aborts. */
export const untilDone = async <R>(what: string, work: () => Promise<R>, trying: Trying): Promise<R> => {
  const { log, firstPauseMs, longestPauseMs, signal } = trying;
  for (let tries = 0; ; tries++) {
    try {
      const done = await work();
      if (tries > 0) log.info({ tries: tries + 1 }, `could ${what} after all`);
      return done;
    } catch (error) {
      if (error instanceof Stopped) throw error;
      if (!signal.aborted && isWorthALine(tries + 1)) {
        log.error({ err: error, tries: tries + 1 }, `could not ${what}`);
      }
      await pause(pauseMs(firstPauseMs, tries, longestPauseMs), signal);
    }
  }
};

export interface PageDelivery<T> {
  readonly options: ConsumeOptions<T>;
  readonly now: () => number;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** These are dealt with, and all before them in their partitions. */
  readonly onDelivered: (positions: readonly Position[]) => void;
  /** Resolves when the letter lies safely. */
  readonly keep: (letter: DeadLetter) => Promise<void>;
}

/** Hands a page to the consumer's handler; what cannot be read or dealt with goes to the dead letters. Throws Stopped when `signal` aborts. */
export const deliverPage = async <T>(
  entries: readonly Decoded<T>[],
  page: PageDelivery<T>,
): Promise<void> => {
  const { options, now, log, signal, onDelivered, keep } = page;
  const { topic, group, maxAttempts = 5, retryDelayMs = 100 } = options;

  const bury = async (entry: Decoded<T>, cause: string, attempts: number): Promise<void> => {
    const { key, position, text } = entry;
    const letter: DeadLetter = {
      topic: topic.name,
      group,
      position,
      key,
      value: text,
      cause,
      attempts,
      failedAt: now(),
    };
    await untilDone('keep a dead letter', () => keep(letter), { log, firstPauseMs: retryDelayMs, signal });
    onDelivered([position]);
    log.error({ key, position, cause, attempts }, 'a record went to the dead letters');
    guarded(log, undefined, () => options.onDeadLetter?.(letter));
  };

  const delivery: Delivery<T> = {
    handle: async (records, stop) => options.handle(records, stop),
    maxAttempts,
    retryDelayMs,
    isTransient: (error) => guarded(log, false, () => options.isTransient?.(error) ?? false),
    onDelivered,
    // From the stored text: the handler may have changed the value.
    bury: (record, error, attempts) =>
      bury(entries.find(isAt(record.position)) as Decoded<T>, causeOf(error), attempts),
    onFailure: (error, records, tries) =>
      log.warn({ err: error, records: records.length, tries }, 'a batch failed'),
    signal,
  };
  for (const stretch of stretches(entries)) {
    if (Array.isArray(stretch)) await deliver(stretch, delivery);
    else await bury(stretch, stretch.cause, 0);
  }
};
