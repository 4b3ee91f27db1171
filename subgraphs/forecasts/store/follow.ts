import { setTimeout } from 'node:timers/promises';
import type { EventLog, LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import type { Topic } from '@aqmrg/schema/events/topic.ts';

interface Following<T> {
  readonly eventLog: EventLog;
  readonly topic: Topic<T>;
  /** Where to go on: asked anew after each failure. */
  readonly from: () => Positions;
  readonly onPage: (page: readonly LogRecord<T>[]) => void;
  readonly onError: (error: unknown) => void;
}

const retryDelayMs = 1_000;

/** Follows a topic until it is stopped; a failure is told, and then it goes on where it was. */
export const follow = <T>(following: Following<T>): { readonly stop: () => Promise<void> } => {
  const { eventLog, topic, from, onPage, onError } = following;
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        for await (const page of eventLog.tail(topic, from(), signal)) onPage(page);
      } catch (error) {
        if (!signal.aborted) onError(error);
      }
      await setTimeout(retryDelayMs, undefined, { signal }).catch(() => undefined);
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
