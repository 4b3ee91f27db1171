/** Wakes whoever waits for a topic to grow. No polling: every record of this log comes through this process. */
export interface Arrivals {
  /** The topic now ends at `end`. */
  note(topic: string, end: number): void;
  /** Resolves when the topic holds a record at `offset` or behind it, or `signal` aborts. */
  wait(topic: string, offset: number, signal: AbortSignal): Promise<void>;
}

export const createArrivals = (): Arrivals => {
  const ends = new Map<string, number>();
  const waiters = new Map<string, Set<() => void>>();

  return {
    note: (topic, end) => {
      if (end <= (ends.get(topic) ?? 0)) return;
      ends.set(topic, end);
      for (const wake of [...(waiters.get(topic) ?? [])]) wake();
    },
    wait: (topic, offset, signal) =>
      new Promise((resolve) => {
        const here = waiters.get(topic) ?? new Set();
        waiters.set(topic, here);
        const ready = (): boolean => signal.aborted || (ends.get(topic) ?? 0) > offset;
        const wake = (): void => {
          if (!ready()) return;
          here.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        here.add(wake);
        signal.addEventListener('abort', wake);
        wake();
      }),
  };
};
