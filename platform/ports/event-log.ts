import type { Topic } from '@aqmrg/schema/events/topic.ts';

/** Where a record stands: a partition and its offset there. Offsets grow, and have gaps after compaction. */
export interface Position {
  readonly partition: number;
  readonly offset: number;
}

/** The next offset to read, by partition. A partition that is absent is read from its oldest record. */
export type Positions = Readonly<Record<number, number>>;

export interface NewRecord<T> {
  /** Records of one key keep their order. */
  readonly key: string;
  readonly value: T;
}

export interface LogRecord<T> extends NewRecord<T> {
  readonly position: Position;
  /** When the log took it, epoch ms. */
  readonly appendedAt: number;
}

interface TopicBounds {
  /** Oldest offset still kept, by partition. */
  readonly oldest: Positions;
  /** Offset that the next record will get, by partition. */
  readonly end: Positions;
}

export interface DeadLetter {
  readonly topic: string;
  readonly group: string;
  readonly position: Position;
  readonly key: string;
  /** The record's value, as JSON text. */
  readonly value: string;
  readonly cause: string;
  readonly attempts: number;
  readonly failedAt: number;
}

export interface ConsumeOptions<T> {
  readonly topic: Topic<T>;
  /** Offsets are kept per (topic, group): a group sees each record at least once. */
  readonly group: string;
  /** Records a batch, at most. Default 1,000. */
  readonly batchSize?: number;
  /**
   * Its promise settles when the batch is dealt with; only then is the offset committed. Where it rejects, the batch is halved until the record at fault
   * is alone, so its neighbours do not wait for it. `signal` aborts when the consumer is told to stop, or when its partitions may go to another process: finish
   * soon, or reject, and whoever has them then gets the batch again. One batch at a time.
   */
  readonly handle: (records: readonly LogRecord<T>[], signal: AbortSignal) => Promise<void>;
  /**
   * These partitions are this consumer's now, and others may have dealt with their records since it last had them: what is remembered of those is stale. Called
   * between batches, before the first of their records is handed over. A log of one process has no need to call it.
   */
  readonly onAssigned?: (partitions: readonly number[]) => void;
  /** Tries of one record alone before it goes to the dead letters. Default 5. */
  readonly maxAttempts?: number;
  /** First pause before a retry, ms; doubles up to 30 s, with jitter. Default 100. */
  readonly retryDelayMs?: number;
  /** Errors for which a batch is tried for ever, uncounted, because no record is at fault (a store that is away). */
  readonly isTransient?: (error: unknown) => boolean;
  readonly onDeadLetter?: (letter: DeadLetter) => void;
}

export interface Consumer {
  /** Records appended but not yet committed by this group, whichever process deals with them; more than that where compaction left gaps. */
  lag(): Promise<number>;
  /** Lets the handler end, commits what it has dealt with, then resolves. */
  stop(): Promise<void>;
}

/**
 * The one bus: one topic an event type, keyed, at least once, in order per key.
 * A full backlog (more than 50,000 records waiting to be written) rejects with OVERLOADED, a full disk with STORAGE_FULL. A log on servers of its own also rejects with
 * OVERLOADED what they have not acknowledged in time, and reads, tails included, with SUBGRAPH_UNAVAILABLE while they are away.
 */
export interface EventLog {
  /** Changes when the log was made anew: cursors of another epoch are void. */
  readonly epoch: string;
  /**
   * Resolves with the records' positions, in order, once they are on disk, or on enough servers to outlive one. What rejects is not acknowledged, and none of it is stored
   * where the log is one file. In a log of several partitions some of it may be, or may yet be: append it again, records come more than once anyway. Throws where a value
   * breaks the topic's schema, and for more than 50,000 records at once: both are mistakes of the caller's.
   */
  append<T>(topic: Topic<T>, records: readonly NewRecord<T>[]): Promise<readonly Position[]>;
  /** Throws where this process consumes the topic in this group already. */
  consume<T>(options: ConsumeOptions<T>): Consumer;
  /** One page of what lies at or behind `from`, in order: at most `limit`, or fewer where they are large or many; empty only at the end. Does not wait. */
  readFrom<T>(topic: Topic<T>, from: Positions, limit: number): Promise<readonly LogRecord<T>[]>;
  /**
   * Pages of records from `from` on, waiting for new ones until `signal` aborts; no group, no commit.
   * Explicit iterator: `return()` takes effect even while it waits. Ends, too, when the log closes.
   */
  tail<T>(
    topic: Topic<T>,
    from: Positions,
    signal: AbortSignal,
  ): AsyncIterableIterator<readonly LogRecord<T>[]>;
  bounds<T>(topic: Topic<T>): Promise<TopicBounds>;
  /** Of all groups, oldest first. */
  deadLetters(topic: string, limit: number): Promise<readonly DeadLetter[]>;
  /**
   * Appends the dead letters of this topic and group anew, and removes them from the dead letters; every group sees them again. In one where the log is one
   * file; elsewhere a crash between the two leaves them to be appended once more. Resolves with how many. In a compacted topic a letter whose key has a newer record is only removed.
   */
  replayDeadLetters<T>(topic: Topic<T>, group: string): Promise<number>;
  close(): Promise<void>;
}
