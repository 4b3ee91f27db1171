import type { Log } from '../../log.ts';
import type { ConsumeOptions, Consumer, DeadLetter, Position, Positions } from '../../ports/event-log.ts';
import { Stopped } from '../event-log/deliver.ts';
import { deliverPage, guarded, untilDone } from '../event-log/deliver-page.ts';
import { decode } from '../event-log/records.ts';
import type { Membership, Turn } from './membership.ts';
import type { PageReader } from './page-reader.ts';

interface ConsumerSource {
  readonly membership: Membership;
  readonly committed: () => Promise<Positions>;
  readonly openReader: (from: Positions) => Promise<PageReader>;
  readonly lag: () => Promise<number>;
  readonly keep: (letter: DeadLetter) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

/** A broker that is back is to be noticed soon, whatever pauses the handler's errors make. */
const longestPauseMs = 2_000;
const commitTries = 3;

/**
 * joining ──divided──▶ reading → delivering → committing → reading …  ──the turn is over──▶ ending ──batch in hand settled, committed──▶ joining
 * any of them ──stop──▶ ending ──▶ stopped
 *
 * While it ends, nobody else has its partitions yet, unless it takes longer than the group waits: then what it commits is refused.
 */
export const startConsumer = <T>(options: ConsumeOptions<T>, source: ConsumerSource): Consumer => {
  const { topic, group, batchSize = 1000, retryDelayMs = 100 } = options;
  const log = source.log.child({ topic: topic.name, group });
  const stopping = new AbortController();
  const { signal } = stopping;

  const takeTurn = async (turn: Turn): Promise<void> => {
    const ending = AbortSignal.any([signal, turn.over]);
    const trying = { log, firstPauseMs: retryDelayMs, longestPauseMs, signal: ending };
    const delivered: Record<number, number> = {};
    let reader: PageReader | undefined;

    const commit = async (): Promise<void> => {
      await turn.commit({ ...delivered });
      for (const partition of Object.keys(delivered)) delete delivered[Number(partition)];
    };

    const page = {
      options,
      now: source.now,
      log,
      signal: ending,
      onDelivered: (positions: readonly Position[]) => {
        for (const { partition, offset } of positions) delivered[partition] = offset + 1;
      },
      // What was dealt with before stays so where the letter box is full for long; and who has lost its partitions buries nothing.
      keep: async (letter: DeadLetter) => {
        await commit();
        await source.keep(letter);
      },
    };

    const begin = async (): Promise<PageReader> => {
      const committed = await source.committed();
      return source.openReader(
        Object.fromEntries(turn.partitions.map((partition) => [partition, committed[partition] ?? 0])),
      );
    };

    const readOn = async (from: PageReader): Promise<void> => {
      while (!ending.aborted) {
        const { records, next } = await untilDone('read', () => from.next(batchSize, ending), trying);
        await deliverPage(records.map(decode<T>), page);
        Object.assign(delivered, next);
        await untilDone('commit', commit, trying);
      }
    };

    try {
      if (turn.fresh.length > 0) guarded(log, undefined, () => options.onAssigned?.(turn.fresh));
      reader = await untilDone('find its place', begin, trying);
      await readOn(reader);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    // Told to end amid a batch: what was delivered of it need not come again.
    await endTurn(commit);
    await reader?.close();
  };

  const endTurn = async (commit: () => Promise<void>): Promise<void> => {
    for (let tries = 1; ; tries++) {
      try {
        return await commit();
      } catch (error) {
        if (error instanceof Stopped) return;
        if (tries < commitTries) continue;
        log.warn({ err: error }, 'could not commit at the end');
        return;
      }
    }
  };

  const run = async (): Promise<void> => {
    const trying = { log, firstPauseMs: retryDelayMs, longestPauseMs, signal };
    try {
      while (!signal.aborted) {
        const turn = await untilDone('join its group', () => source.membership.join(signal), trying);
        log.info({ partitions: turn.partitions, fresh: turn.fresh.length }, 'a consumer has its partitions');
        await takeTurn(turn);
      }
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    } finally {
      await source.membership
        .leave()
        .catch((error: unknown) => log.warn({ err: error }, 'could not leave the group'));
    }
  };
  const running = run();

  return {
    lag: source.lag,
    stop: () => {
      stopping.abort();
      return running;
    },
  };
};
