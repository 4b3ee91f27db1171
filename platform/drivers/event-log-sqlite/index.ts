import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Topic } from '@aqmrg/schema/events/topic.ts';
import { AirError } from '../../errors/air-error.ts';
import { createLog, type Log } from '../../log.ts';
import type { EventLog, LogRecord, Positions } from '../../ports/event-log.ts';
import { checkedTexts, type Decoded, decode } from '../event-log/records.ts';
import { createTail } from '../event-log/tail.ts';
import { syncFolder } from '../sync-folder.ts';
import { createArrivals } from './arrivals.ts';
import { createCommitQueue } from './commit-queue.ts';
import { type RunningConsumer, startConsumer } from './consumer.ts';
import type { Page } from './protocol.ts';
import { startThread } from './thread.ts';
import { startTidying } from './tidying.ts';

export interface SqliteEventLogOptions {
  /** Made if it is absent; the log is `event-log.sqlite` in it. */
  readonly folder: string;
  /** Epoch ms. Default: the system's clock. */
  readonly now?: () => number;
  readonly log?: Log;
  /**
   * The disk failed a sync, or the worker died: nothing is acknowledged any more, and the process has to end, because a second sync could succeed without
   * having written what the first one lost. Default: throws where nothing catches it.
   */
  readonly onFatal?: (error: Error) => void;
  /** The file grows no further than this; appends then reject with STORAGE_FULL until retention has freed some. Default: the disk. */
  readonly maxBytes?: number;
  /** Dead letters of one group that wait to be replayed; beyond, its consumer waits. Default 10,000. */
  readonly maxDeadLetters?: number;
  /** How often old records are dropped and topics compacted. Default 10 s. */
  readonly tidyEveryMs?: number;
  /** A superseded record of a compacted topic stays at least this long, so that a tail sees it. Default 60 s. */
  readonly compactAfterMs?: number;
}

const pageRecords = 500;
const pageCharacters = 1024 * 1024;
/** A consumer that asks for much at once gathers more: each of its batches costs a commit somewhere. */
const batchCharacters = 4 * pageCharacters;
const largestBatch = 5000;

const throwUncaught = (error: Error): void => {
  setImmediate(() => {
    throw error;
  });
};

const clamp = (limit: number, most: number): number => Math.min(Math.max(Math.floor(limit), 0), most);

const offsetIn = (from: Positions): number => from[0] ?? 0;

const decoded = <T>(page: Page): readonly Decoded<T>[] =>
  page.values.map((text, i) =>
    decode<T>({
      key: page.keys[i] as string,
      text,
      position: { partition: 0, offset: page.offsets[i] as number },
      appendedAt: page.appendedAt[i] as number,
    }),
  );

/**
 * The embedded event log: one partition, in SQLite, in a worker. What waits here, and what happens when it is full:
 * appends: 50,000 records or 256 MB, then OVERLOADED · reads from outside: 1,000, then OVERLOADED · a tail or a consumer: one page ·
 * dead letters: `maxDeadLetters` a group, then its consumer waits · the file: the disk or `maxBytes`, then STORAGE_FULL.
 * Records that a running consumer has yet to read outlive their retention.
 */
export const openSqliteEventLog = async (options: SqliteEventLogOptions): Promise<EventLog> => {
  const { now = Date.now, log = createLog('silent'), onFatal = throwUncaught } = options;
  const folder = resolve(options.folder);
  await mkdir(folder, { recursive: true });
  await syncFolder(dirname(folder));
  const settings = {
    file: join(folder, 'event-log.sqlite'),
    newEpoch: randomUUID(),
    maxBytes: options.maxBytes ?? null,
    maxDeadLetters: options.maxDeadLetters ?? 10_000,
  };
  const thread = await startThread(settings, (error) => {
    log.fatal({ err: error }, 'the event log stopped');
    onFatal(error);
  });

  const arrivals = createArrivals();
  const queue = createCommitQueue(thread, now, arrivals.note);
  const consumers = new Map<string, RunningConsumer>();
  const closing = new AbortController();
  let accepting = true;

  /** Where running consumers have come to in each topic. */
  const spare = (): Readonly<Record<string, number>> => {
    const lowest: Record<string, number> = {};
    for (const [id, consumer] of consumers) {
      const [topic] = JSON.parse(id) as [string, string];
      lowest[topic] = Math.min(lowest[topic] ?? Number.MAX_SAFE_INTEGER, consumer.committed());
    }
    return lowest;
  };
  const stopTidying = startTidying(thread, {
    now,
    everyMs: options.tidyEveryMs ?? 10_000,
    compactAfterMs: options.compactAfterMs ?? 60_000,
    spare,
    log,
  });

  const readable = <T>(topic: Topic<T>, entries: readonly Decoded<T>[]): readonly LogRecord<T>[] =>
    entries.flatMap((entry) => {
      if (entry.kind === 'record') return [entry.record];
      log.error(
        { topic: topic.name, offset: entry.position.offset, cause: entry.cause },
        'skipped an unreadable record',
      );
      return [];
    });

  const readPage = async <T>(topic: Topic<T>, from: number, limit: number, characters = pageCharacters) => {
    const page = await thread.ask('read', { topic: topic.name, from, limit, characters });
    arrivals.note(topic.name, page.end);
    return { entries: decoded<T>(page), next: page.next };
  };

  const lagOf = async (topic: string, group: string): Promise<number> => {
    const [{ oldest, end }, committed] = await Promise.all([
      thread.askBounded('range', { topic }),
      thread.askBounded('committed', { topic, group }),
    ]);
    return end - Math.max(oldest, committed);
  };

  const shutDown = async (): Promise<void> => {
    closing.abort();
    stopTidying();
    // Consumers first: the batches in hand may still append.
    await Promise.all([...consumers.values()].map((consumer) => consumer.stop()));
    accepting = false;
    await queue.idle();
    await thread.close();
  };
  let closed: Promise<void> | undefined;

  return {
    epoch: thread.epoch,
    append: async (topic, records) => {
      if (!accepting) throw new AirError('SHUTTING_DOWN', 'The event log is closing.');
      if (records.length === 0) return [];
      queue.admit(records.length);
      const values = checkedTexts(topic, records);
      const characters = values.reduce((sum, text) => sum + text.length, 0);
      const keys = records.map(({ key }) => key);
      return queue.append({ topic: topic.name, retention: topic.retention, keys, values, characters });
    },
    consume: <T>(consume: Parameters<typeof startConsumer<T>>[0]) => {
      const { topic, group } = consume;
      const id = JSON.stringify([topic.name, group]);
      if (consumers.has(id)) throw new Error(`Group ${group} consumes ${topic.name} already`);
      if (closing.signal.aborted) throw new AirError('SHUTTING_DOWN', 'The event log is closing.');
      const consumer = startConsumer(consume, {
        committed: () => thread.ask('committed', { topic: topic.name, group }),
        read: (from, limit) => readPage(topic, from, clamp(limit, largestBatch), batchCharacters),
        arrived: (offset, signal) => arrivals.wait(topic.name, offset, signal),
        advance: queue.advance,
        lag: () => lagOf(topic.name, group),
        now,
        log,
      });
      consumers.set(id, consumer);
      return {
        lag: consumer.lag,
        stop: async () => {
          await consumer.stop();
          if (consumers.get(id) === consumer) consumers.delete(id);
        },
      };
    },
    readFrom: async <T>(topic: Topic<T>, from: Positions, limit: number) => {
      for (let offset = offsetIn(from); ; ) {
        const ask = {
          topic: topic.name,
          from: offset,
          limit: clamp(limit, pageRecords),
          characters: pageCharacters,
        };
        const page = await thread.askBounded('read', ask);
        const records = readable(topic, decoded<T>(page));
        // Empty means the end, so a page of nothing readable is passed over.
        if (records.length > 0 || page.offsets.length === 0) return records;
        offset = page.next;
      }
    },
    tail: <T>(topic: Topic<T>, from: Positions, signal: AbortSignal) => {
      let position = offsetIn(from);
      const pull = async (ended: AbortSignal): Promise<readonly LogRecord<T>[]> => {
        while (!ended.aborted) {
          const { entries, next } = await readPage<T>(topic, position, pageRecords);
          const advanced = next > position;
          position = next;
          const records = readable(topic, entries);
          if (records.length > 0) return records;
          if (!advanced) await arrivals.wait(topic.name, position, ended);
        }
        return [];
      };
      return createTail(pull, [signal, closing.signal]);
    },
    bounds: async (topic) => {
      const { oldest, end } = await thread.askBounded('range', { topic: topic.name });
      return { oldest: { 0: oldest }, end: { 0: end } };
    },
    deadLetters: (topic, limit) => thread.askBounded('letters', { topic, limit: clamp(limit, 1000) }),
    replayDeadLetters: async ({ name, retention }, group) => {
      let replayed = 0;
      for (let through: number | undefined; ; ) {
        const ask = { now: now(), topic: name, retention, group };
        const step = await thread.askBounded('replay', through === undefined ? ask : { ...ask, through });
        arrivals.note(name, step.end);
        replayed += step.replayed;
        if (!step.more) return replayed;
        through = step.through;
      }
    },
    close: () => {
      closed ??= shutDown();
      return closed;
    },
  };
};
