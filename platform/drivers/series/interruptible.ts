import type { DuckDBConnection } from '@duckdb/node-api';

/** DuckDB forgets an interrupt that comes between two statements, or before the first: it is told again. */
const againMs = 5;

/** Runs queries of one connection until the signal aborts; then rejects with its reason. The connection stays usable. */
export const interruptible = async <T>(
  connection: Pick<DuckDBConnection, 'interrupt'>,
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> => {
  if (signal === undefined) return work();
  signal.throwIfAborted();
  let again: NodeJS.Timeout | undefined;
  const stop = (): void => {
    connection.interrupt();
    again = setInterval(() => connection.interrupt(), againMs);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(again);
    signal.removeEventListener('abort', stop);
  }
};
