import type { Log } from '../../log.ts';
import type { ConsumeOptions, Consumer, DeadLetter, Position } from '../../ports/event-log.ts';
import { Stopped } from '../event-log/deliver.ts';
import { deliverPage, untilDone } from '../event-log/deliver-page.ts';
import type { Decoded } from '../event-log/records.ts';
import type { GroupOffset } from './protocol.ts';

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

/** A consumer that also tells the offset it has committed, for retention. */
export type RunningConsumer = Consumer & { readonly committed: () => number };

/** reading → delivering → committing → reading …; at the end of the topic waiting; any of them → stopped. */
export const startConsumer = <T>(options: ConsumeOptions<T>, source: ConsumerSource<T>): RunningConsumer => {
  const { topic, group, batchSize = 1000, retryDelayMs = 100 } = options;
  const log = source.log.child({ topic: topic.name, group });
  const stopping = new AbortController();
  const { signal } = stopping;
  let position = 0;
  let committed = 0;

  const trying = { log, firstPauseMs: retryDelayMs, signal };

  const advance = async (next: number, letter?: DeadLetter): Promise<void> => {
    await source.advance({ topic: topic.name, group, next, ...(letter === undefined ? {} : { letter }) });
    committed = next;
  };

  const page = {
    options,
    now: source.now,
    log,
    signal,
    onDelivered: (positions: readonly Position[]) => {
      position = (positions.at(-1) as Position).offset + 1;
    },
    keep: (letter: DeadLetter) => advance(letter.position.offset + 1, letter),
  };

  const consumePage = async (): Promise<void> => {
    const { entries, next } = await untilDone('read', () => source.read(position, batchSize), trying);
    if (entries.length === 0 && next === position) {
      await source.arrived(position, signal);
      return;
    }
    await deliverPage(entries, page);
    position = next;
    await untilDone('commit', () => advance(position), trying);
  };

  const run = async (): Promise<void> => {
    try {
      position = await untilDone('read the committed offset', () => source.committed(), trying);
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
