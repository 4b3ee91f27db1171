import type { Log } from './log.ts';

/**
 * What a process has opened, closed in the opposite order.
 *
 * running ──stop()──▶ stopping ──every closer done or out of time──▶ stopped
 */
export interface Lifecycle {
  /** Closers run last-in first-out: what was opened later leans on what was opened before. */
  onStop(name: string, close: () => Promise<void>): void;
  /** Resolves when everything is closed; with the names of what failed or took too long. Safe to call twice. */
  stop(reason: string): Promise<readonly string[]>;
  readonly stopping: AbortSignal;
}

const within = async (work: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not closed within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

export const createLifecycle = (log: Log, closeWithinMs = 10_000): Lifecycle => {
  const closers: { readonly name: string; readonly close: () => Promise<void> }[] = [];
  const stopping = new AbortController();
  let stopped: Promise<readonly string[]> | undefined;

  const closeAll = async (): Promise<readonly string[]> => {
    const failed: string[] = [];
    for (const { name, close } of closers.reverse()) {
      try {
        await within(close(), closeWithinMs);
        log.debug({ name }, 'closed');
      } catch (error) {
        failed.push(name);
        log.error({ err: error, name }, 'could not close cleanly');
      }
    }
    return failed;
  };

  return {
    onStop: (name, close) => closers.push({ name, close }),
    stop(reason) {
      if (!stopped) {
        log.info({ reason }, 'stopping');
        stopping.abort(new Error(reason));
        stopped = closeAll();
      }
      return stopped;
    },
    stopping: stopping.signal,
  };
};
