import type { EventLog, LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import type { Topic } from '@aqmrg/schema/events/topic.ts';

interface Following<T> {
  readonly eventLog: EventLog;
  readonly topic: Topic<T>;
  /** Where to go on: asked anew after each failure. */
  readonly from: () => Positions;
  readonly onPage: (page: readonly LogRecord<T>[]) => void;
  readonly onError: (error: unknown) => void;
  readonly retryDelayMs?: number;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });

/** Follows a topic until it is stopped; a failure is told, and then it goes on where it was. */
export const follow = <T>(following: Following<T>): { readonly stop: () => Promise<void> } => {
  const { eventLog, topic, from, onPage, onError, retryDelayMs = 1_000 } = following;
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        for await (const page of eventLog.tail(topic, from(), stopping.signal)) onPage(page);
      } catch (error) {
        if (!stopping.signal.aborted) onError(error);
      }
      if (!stopping.signal.aborted) await pause(retryDelayMs, stopping.signal);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
};
