import { AirError } from '../../errors/air-error.ts';
import type { Position } from '../../ports/event-log.ts';
import type { Place } from './cluster.ts';
import { closed, says } from './failures.ts';
import { partitionOf } from './partition-of.ts';
import { type Batches, type Outgoing, type Producer, Unacknowledged } from './produce.ts';
import { type KeptTopic, maxRecordBytes, type Topics } from './topics.ts';

/** Bounds of one request. A partition's share stays below what a broker takes of its own accord; a longer record goes alone. */
const requestRecords = 5_000;
const requestBytes = 4 * 1024 * 1024;
const shareBytes = 900_000;

/** Bounds of what waits, requests under way included. Beyond: OVERLOADED. */
const maxWaitingRecords = 50_000;
const maxWaitingBytes = 256 * 1024 * 1024;
const retryAfterSeconds = 5;

export interface AppendQueue {
  /** Throws OVERLOADED when that many records do not fit. */
  admit(records: number): void;
  append(topic: KeptTopic, records: readonly Outgoing[]): Promise<readonly Position[]>;
  /** Resolves when nothing waits and nothing is under way; what is left after `withinMs` is rejected. */
  close(withinMs: number): Promise<void>;
}

interface QueueGround {
  readonly topics: Topics;
  readonly producer: Producer;
  /** How long an append waits for its acknowledgement, ms. */
  readonly withinMs: number;
}

/** waiting ──taken into requests──▶ stored, each of its records; or over: too late, refused */
interface Waiting {
  readonly records: readonly Outgoing[];
  readonly positions: Position[];
  readonly expiresAt: number;
  taken: number;
  stored: number;
  isOver: boolean;
  readonly settle: (error: unknown) => void;
}

/** One topic's appends, in the order they came; one request at a time, so that a retry never overtakes. */
interface Line {
  readonly topic: KeptTopic;
  waiting: Waiting[];
  /** How many of them are over already. */
  over: number;
}

interface Taken {
  readonly from: Waiting;
  readonly index: number;
}

const bytesOf = ({ key, value }: Outgoing): number => key.length + (value?.length ?? 0) + 64;

const overloaded = (message: string, cause?: unknown): AirError =>
  new AirError('OVERLOADED', message, { retryAfterSeconds, cause });

const tooLate = (cause?: unknown): AirError =>
  overloaded('The event log did not take the records in time.', cause);

/** No broker in time: try later. A broker whose disk fails: that is the same to wait for, but somebody has to make room. What was refused for good is a mistake of ours. */
const failureOf = (error: unknown): unknown => {
  const isAway = error instanceof AirError && error.code === 'SUBGRAPH_UNAVAILABLE';
  if (!isAway && !(error instanceof Unacknowledged)) return error;
  if (!says(error.cause, 'KAFKA_STORAGE_ERROR')) return tooLate(error);
  return new AirError('STORAGE_FULL', "The event log's disk is full, or fails.", { cause: error });
};

/** The next request: as much as fits, in order. */
const takeFrom = (waiting: readonly Waiting[], partitions: number) => {
  const batches = new Map<number, Outgoing[]>();
  const shares = new Map<number, number>();
  const taken = new Map<number, Taken[]>();
  let count = 0;
  let size = 0;
  for (const from of waiting) {
    for (; !from.isOver && from.taken < from.records.length; from.taken++) {
      const record = from.records[from.taken] as Outgoing;
      const bytes = bytesOf(record);
      const partition = partitionOf(record.key, partitions);
      const share = shares.get(partition) ?? 0;
      const fits = count < requestRecords && size + bytes <= requestBytes && share + bytes <= shareBytes;
      if (!fits && count > 0) return { batches, taken };
      shares.set(partition, share + bytes);
      count++;
      size += bytes;
      const batch = batches.get(partition);
      if (batch === undefined) {
        batches.set(partition, [record]);
        taken.set(partition, [{ from, index: from.taken }]);
      } else {
        batch.push(record);
        taken.get(partition)?.push({ from, index: from.taken });
      }
    }
  }
  return { batches, taken };
};

/**
 * What is appended waits here until the cluster has acknowledged it: while a request is under way, the next one gathers. It is the only place where records
 * wait, bounded in records, bytes and time; while no broker answers, it fills, and then refuses. An append is acknowledged when its last record is; one that comes too late is
 * given up, though what of it was under way may still be stored.
 */
export const createAppendQueue = ({ topics, producer, withinMs }: QueueGround): AppendQueue => {
  const lines = new Map<string, Line>();
  const running = new Set<Promise<void>>();
  let records = 0;
  let bytes = 0;
  let isAbandoned = false;

  const release = (some: readonly Outgoing[]): void => {
    records -= some.length;
    for (const record of some) bytes -= bytesOf(record);
  };

  const dropFinished = (line: Line): void => {
    line.waiting = line.waiting.filter((one) => !one.isOver && one.taken < one.records.length);
    line.over = 0;
  };

  /** Rejects it. What of it is under way stays counted until that has come back. */
  const giveUp = (line: Line, one: Waiting, error: unknown): void => {
    if (one.isOver) return;
    one.isOver = true;
    release(one.records.slice(one.taken));
    one.settle(error);
    line.over++;
    // now and then, or thousands that are given up together would each go through all
    if (line.over * 2 > line.waiting.length) dropFinished(line);
  };

  const acknowledge = (taken: ReadonlyMap<number, readonly Taken[]>, firsts: ReadonlyMap<number, number>) => {
    for (const [partition, some] of taken) {
      const first = firsts.get(partition) as number;
      some.forEach(({ from, index }, i) => {
        from.positions[index] = { partition, offset: first + i };
        from.stored++;
        if (from.stored === from.records.length && !from.isOver) {
          from.isOver = true;
          from.settle(undefined);
        }
      });
    }
  };

  const latest = (waiting: readonly Waiting[]): number =>
    isAbandoned
      ? Number.NEGATIVE_INFINITY
      : waiting.reduce((time, { expiresAt }) => Math.max(time, expiresAt), Number.NEGATIVE_INFINITY);

  const placeOf = async (line: Line): Promise<Place> => {
    const leftMs = Math.max(1, latest(line.waiting) - performance.now());
    const [place] = await topics.ensure([line.topic], leftMs);
    return place as Place;
  };

  const sendNext = async (line: Line, place: Place): Promise<void> => {
    const { batches, taken } = takeFrom(line.waiting, place.leaders.length);
    dropFinished(line);
    const touched = [...new Set([...taken.values()].flat().map(({ from }) => from))];
    if (touched.length === 0) return;
    try {
      acknowledge(taken, await producer.send(place, batches satisfies Batches, () => latest(touched)));
    } catch (error) {
      topics.forget(line.topic.name);
      for (const one of touched) giveUp(line, one, isAbandoned ? closed() : failureOf(error));
    } finally {
      for (const batch of batches.values()) release(batch);
    }
  };

  const run = async (line: Line): Promise<void> => {
    // What is appended in the same turn shares the first request.
    await null;
    while (line.waiting.length > 0) {
      try {
        await sendNext(line, await placeOf(line));
      } catch (error) {
        for (const one of line.waiting) giveUp(line, one, failureOf(error));
      }
    }
    lines.delete(line.topic.name);
  };

  const lineOf = (topic: KeptTopic): Line => {
    const found = lines.get(topic.name);
    if (found !== undefined) return found;
    const line: Line = { topic, waiting: [], over: 0 };
    lines.set(topic.name, line);
    const work = run(line);
    running.add(work);
    void work.finally(() => running.delete(work));
    return line;
  };

  const admit = (count: number): void => {
    if (count > maxWaitingRecords) {
      throw new RangeError(`An append takes at most ${maxWaitingRecords} records; split the ${count}`);
    }
    if (records + count > maxWaitingRecords) throw overloaded('Too many records wait to be written.');
  };

  const admitBytes = (some: readonly Outgoing[]): number => {
    let sum = 0;
    for (const record of some) {
      const size = bytesOf(record);
      if (size > maxRecordBytes) throw new RangeError(`A record takes at most ${maxRecordBytes} bytes`);
      sum += size;
    }
    if (sum > maxWaitingBytes) throw new RangeError(`An append takes at most ${maxWaitingBytes} bytes`);
    if (bytes + sum > maxWaitingBytes) throw overloaded('Too many records wait to be written.');
    return sum;
  };

  return {
    admit,
    append: (topic, some) => {
      admit(some.length);
      bytes += admitBytes(some);
      records += some.length;
      return new Promise((resolve, reject) => {
        const positions: Position[] = [];
        const line = lineOf(topic);
        const timer = setTimeout(() => giveUp(line, one, tooLate()), withinMs);
        const one: Waiting = {
          records: some,
          positions,
          expiresAt: performance.now() + withinMs,
          taken: 0,
          stored: 0,
          isOver: false,
          settle: (error) => {
            clearTimeout(timer);
            if (error === undefined) resolve(positions);
            else reject(error);
          },
        };
        line.waiting.push(one);
      });
    },
    async close(closeMs) {
      const idle = async (): Promise<void> => {
        while (running.size > 0) await Promise.all(running);
      };
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, closeMs);
      });
      await Promise.race([idle(), late]);
      clearTimeout(timer);
      isAbandoned = true;
      for (const line of lines.values()) for (const one of [...line.waiting]) giveUp(line, one, closed());
    },
  };
};
