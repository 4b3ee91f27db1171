import { inspect } from 'node:util';
import type { Log } from '../../log.ts';
import type { ConsumeOptions, Consumer, DeadLetter, LogRecord } from '../../ports/event-log.ts';
import { type Delivery, deliver, pause, pauseMs, Stopped } from './deliver.ts';
import type { GroupOffset } from './protocol.ts';
import type { Decoded } from './records.ts';

export interface ConsumerSource<T> {
  committed(): Promise<number>;
  read(
    from: number,
    limit: number,
  ): Promise<{ readonly entries: readonly Decoded<T>[]; readonly next: number }>;
  arrived(offset: number, signal: AbortSignal): Promise<void>;
  advance(offset: GroupOffset): Promise<void>;
  lag(): Promise<number>;
  readonly now: () => number;
  readonly log: Log;
}

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

/** A consumer that also tells the offset it has committed, for retention. */
export type RunningConsumer = Consumer & { readonly committed: () => number };

/** reading → delivering → committing → reading …; at the end of the topic waiting; any of them → stopped. */
export const startConsumer = <T>(options: ConsumeOptions<T>, source: ConsumerSource<T>): RunningConsumer => {
  const { topic, group, batchSize = 1000, maxAttempts = 5, retryDelayMs = 100 } = options;
  const log = source.log.child({ topic: topic.name, group });
  const stopping = new AbortController();
  const { signal } = stopping;
  let position = 0;
  let committed = 0;

  /** A callback of the caller's must not end the consumer. */
  const guarded = <R>(otherwise: R, call: () => R): R => {
    try {
      return call();
    } catch (error) {
      log.error({ err: error }, 'a callback of the consumer failed');
      return otherwise;
    }
  };

  /** The disk may be full, or the letter box: nothing is lost by waiting until it is not. */
  const untilDone = async <R>(what: string, work: () => Promise<R>): Promise<R> => {
    for (let tries = 0; ; tries++) {
      try {
        return await work();
      } catch (error) {
        log.error({ err: error, tries: tries + 1 }, `could not ${what}`);
        await pause(pauseMs(retryDelayMs, tries), signal);
      }
    }
  };

  const advance = async (next: number, letter?: DeadLetter): Promise<void> => {
    await source.advance({ topic: topic.name, group, next, ...(letter === undefined ? {} : { letter }) });
    committed = next;
  };

  const bury = async (entry: Decoded<T>, cause: string, attempts: number): Promise<void> => {
    const { key, offset, text } = entry;
    const letter: DeadLetter = {
      topic: topic.name,
      group,
      position: { partition: 0, offset },
      key,
      value: text,
      cause,
      attempts,
      failedAt: source.now(),
    };
    await untilDone('keep a dead letter', () => advance(offset + 1, letter));
    position = offset + 1;
    log.error({ key, offset, cause, attempts }, 'a record went to the dead letters');
    guarded(undefined, () => options.onDeadLetter?.(letter));
  };

  const deliveryOf = (entries: readonly Decoded<T>[]): Delivery<T> => ({
    handle: async (records, stop) => options.handle(records, stop),
    maxAttempts,
    retryDelayMs,
    isTransient: (error) => guarded(false, () => options.isTransient?.(error) ?? false),
    onDelivered: (next) => {
      position = next;
    },
    // From the stored text: the handler may have changed the value.
    bury: (record, error, attempts) => {
      const entry = entries.find(({ offset }) => offset === record.position.offset) as Decoded<T>;
      return bury(entry, causeOf(error), attempts);
    },
    onFailure: (error, records, tries) =>
      log.warn({ err: error, records: records.length, tries }, 'a batch failed'),
    signal,
  });

  const consumePage = async (): Promise<void> => {
    const { entries, next } = await untilDone('read', () => source.read(position, batchSize));
    if (entries.length === 0 && next === position) {
      await source.arrived(position, signal);
      return;
    }
    const delivery = deliveryOf(entries);
    for (const stretch of stretches(entries)) {
      if (Array.isArray(stretch)) await deliver(stretch, delivery);
      else await bury(stretch, stretch.cause, 0);
    }
    position = next;
    await untilDone('commit', () => advance(position));
  };

  const run = async (): Promise<void> => {
    try {
      position = await untilDone('read the committed offset', () => source.committed());
      committed = position;
      while (!signal.aborted) await consumePage();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    // Told to stop amid a batch: what was delivered of it need not come again.
    if (position > committed) {
      await advance(position).catch((error: unknown) =>
        log.warn({ err: error }, 'could not commit at the end'),
      );
    }
  };
  const running = run();

  return {
    committed: () => committed,
    lag: source.lag,
    stop: () => {
      stopping.abort();
      return running;
    },
  };
};
