import type { LogRecord } from '../../ports/event-log.ts';

export interface TailSource<T> {
  /** One page from `from` on, and the offset behind it. */
  read(from: number): Promise<{ readonly records: readonly LogRecord<T>[]; readonly next: number }>;
  /** Resolves when there is a record at `offset` or behind it, or `signal` aborts. */
  arrived(offset: number, signal: AbortSignal): Promise<void>;
}

/**
 * A tail pulls: it holds one page while its reader holds none, so a slow reader costs no memory and is behind on disk only.
 * Reading → waiting → reading …, until one of `ends` aborts, `return()` is called or a read fails; then it is done for good.
 */
export const createTail = <T>(
  source: TailSource<T>,
  from: number,
  ends: readonly AbortSignal[],
): AsyncIterableIterator<readonly LogRecord<T>[]> => {
  const ended = new AbortController();
  const end = (): void => {
    for (const signal of ends) signal.removeEventListener('abort', end);
    ended.abort();
  };
  for (const signal of ends) {
    if (signal.aborted) ended.abort();
    else signal.addEventListener('abort', end);
  }

  let position = from;
  const pull = async (): Promise<IteratorResult<readonly LogRecord<T>[]>> => {
    while (!ended.signal.aborted) {
      const { records, next } = await source.read(position);
      if (ended.signal.aborted) break;
      const advanced = next > position;
      position = next;
      if (records.length > 0) return { done: false, value: records };
      if (!advanced) await source.arrived(position, ended.signal);
    }
    end();
    return { done: true, value: undefined };
  };

  let last: Promise<unknown> = Promise.resolve();
  return {
    next: () => {
      const result = last.then(pull).catch((error: unknown) => {
        end();
        throw error;
      });
      last = result.catch(() => undefined);
      return result;
    },
    return: async () => {
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
