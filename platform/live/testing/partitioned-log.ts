import type { EventLog, LogRecord, NewRecord, Positions } from '../../ports/event-log.ts';

/** How a reader of several partitions gets at them: as they were written, or one partition after the other. */
export type Interleaving = 'as written' | 'by partition';

/**
 * A log of one topic in several partitions, in memory: what a live feed reads of it, and nothing else. A key's last character chooses its partition.
 * `as` opens it as another process would, which may meet the partitions in another order.
 */
export const openPartitionedLog = (partitions: number, retained: () => Positions = () => ({})) => {
  const records: LogRecord<unknown>[] = [];
  const waiting = new Set<() => void>();
  const partitionOf = (key: string): number => Number(key.at(-1)) % partitions;
  const each = <T>(of: (partition: number) => T): Record<number, T> =>
    Object.fromEntries(Array.from({ length: partitions }, (_, partition) => [partition, of(partition)]));
  const ends = (): Record<number, number> =>
    each((partition) => records.filter(({ position }) => position.partition === partition).length);
  const oldest = (): Record<number, number> => each((partition) => retained()[partition] ?? 0);

  const append = async (news: readonly NewRecord<unknown>[], appendedAt: number): Promise<void> => {
    for (const { key, value } of news) {
      const partition = partitionOf(key);
      const position = { partition, offset: ends()[partition] ?? 0 };
      records.push({ key, value, position, appendedAt });
    }
    for (const wake of waiting) wake();
    waiting.clear();
  };

  const growth = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      waiting.add(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });

  const as = (interleaving: Interleaving): EventLog => {
    const readFrom = async (from: Positions, limit: number): Promise<LogRecord<unknown>[]> => {
      const low = oldest();
      const left = records.filter(
        ({ position: { partition, offset } }) =>
          offset >= (from[partition] ?? 0) && offset >= (low[partition] ?? 0),
      );
      if (interleaving === 'by partition') left.sort((a, b) => a.position.partition - b.position.partition);
      return left.slice(0, limit);
    };
    async function* tail(from: Positions, signal: AbortSignal) {
      const next: Record<number, number> = { ...from };
      while (!signal.aborted) {
        const length = records.length;
        const page = await readFrom(next, 3);
        for (const { position } of page) next[position.partition] = position.offset + 1;
        if (page.length > 0) yield page;
        else if (records.length === length) await growth(signal);
      }
    }
    return {
      epoch: 'the one',
      readFrom: (_topic: unknown, from: Positions, limit: number) => readFrom(from, limit),
      tail: (_topic: unknown, from: Positions, signal: AbortSignal) => tail(from, signal),
      bounds: async () => ({ oldest: oldest(), end: ends() }),
    } as unknown as EventLog;
  };

  return { append, as };
};
