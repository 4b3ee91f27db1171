import type { Topic } from '@aqmrg/schema/events/topic.ts';
import type { EventLog, LogRecord, Position, Positions } from '../ports/event-log.ts';

/** A record of the log, and what it holds for subscribers: they get its entries one by one, and may go on from between two. */
export interface LiveRecord<E> {
  readonly position: Position;
  /** When the log took it, epoch ms. */
  readonly appendedAt: number;
  readonly entries: readonly E[];
}

/** A topic as subscribers see it. Its methods are those of the log. */
export interface LiveSource<E> {
  readonly epoch: string;
  bounds(): ReturnType<EventLog['bounds']>;
  readFrom(from: Positions, limit: number): Promise<readonly LiveRecord<E>[]>;
  tail(from: Positions, signal: AbortSignal): AsyncIterable<readonly LiveRecord<E>[]>;
}

interface Options<T, E> {
  readonly eventLog: EventLog;
  readonly topic: Topic<T>;
  /** One at least. Asked once for each record that is read, not for each of those whom it reaches. */
  readonly entriesOf: (value: T) => readonly E[];
}

export const openLiveSource = <T, E>({ eventLog, topic, entriesOf }: Options<T, E>): LiveSource<E> => {
  const recordsOf = (page: readonly LogRecord<T>[]): LiveRecord<E>[] =>
    page.map(({ position, appendedAt, value }) => ({ position, appendedAt, entries: entriesOf(value) }));
  return {
    epoch: eventLog.epoch,
    bounds: () => eventLog.bounds(topic),
    readFrom: async (from, limit) => recordsOf(await eventLog.readFrom(topic, from, limit)),
    async *tail(from, signal) {
      for await (const page of eventLog.tail(topic, from, signal)) yield recordsOf(page);
    },
  };
};
