import type { Retention } from '@aqmrg/schema/events/topic.ts';
import { AirError } from '../../errors/air-error.ts';
import type { Position } from '../../ports/event-log.ts';
import type { GroupOffset, TopicColumns } from './protocol.ts';
import type { Thread } from './thread.ts';

/** Bounds of one commit. An append is never split: a larger one takes a commit of its own. */
const commitRecords = 1000;
const commitCharacters = 4 * 1024 * 1024;

/** Bounds of what waits, the commit that runs included. Beyond: OVERLOADED. */
const maxWaitingRecords = 50_000;
const maxWaitingCharacters = 256 * 1024 * 1024;
const retryAfterSeconds = 2;

interface Append {
  readonly topic: string;
  readonly retention: Retention;
  readonly keys: readonly string[];
  readonly values: readonly string[];
  /** JSON text in all. */
  readonly characters: number;
}

export interface CommitQueue {
  /** Throws OVERLOADED when that many records do not fit. */
  admit(records: number): void;
  append(append: Append): Promise<readonly Position[]>;
  advance(offset: GroupOffset): Promise<void>;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
}

interface Waiting {
  readonly append: Append;
  readonly resolve: (positions: readonly Position[]) => void;
  readonly reject: (error: unknown) => void;
}

interface WaitingOffset {
  readonly offset: GroupOffset;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const overloaded = (): AirError =>
  new AirError('OVERLOADED', 'Too many records wait to be written.', { retryAfterSeconds });

/** Appends of one topic side by side in columns, in the order they came. */
const gather = (batch: readonly Waiting[]) => {
  const columns = new Map<
    string,
    { topic: string; retention: Retention; keys: string[]; values: string[] }
  >();
  const starts = batch.map(({ append: { topic, retention, keys, values } }) => {
    const into = columns.get(topic) ?? { topic, retention, keys: [], values: [] };
    columns.set(topic, into);
    const start = into.keys.length;
    for (const key of keys) into.keys.push(key);
    for (const value of values) into.values.push(value);
    return start;
  });
  return { appends: [...columns.values()] satisfies readonly TopicColumns[], starts };
};

/**
 * Group commit without a timer: while one commit runs, the next batch gathers. Consumers' offsets ride along; there is at most one a consumer.
 */
export const createCommitQueue = (
  thread: Thread,
  now: () => number,
  onAppended: (topic: string, end: number) => void,
): CommitQueue => {
  const waiting: Waiting[] = [];
  let offsets: WaitingOffset[] = [];
  let records = 0;
  let characters = 0;
  let running: Promise<void> | undefined;

  const takeBatch = (): Waiting[] => {
    let size = 0;
    let length = 0;
    let count = 0;
    for (const { append } of waiting) {
      size += append.keys.length;
      length += append.characters;
      if (count > 0 && (size > commitRecords || length > commitCharacters)) break;
      count++;
    }
    return waiting.splice(0, count);
  };

  const commit = async (batch: readonly Waiting[], riding: readonly WaitingOffset[]): Promise<void> => {
    const { appends, starts } = gather(batch);
    try {
      const ask = { now: now(), appends, offsets: riding.map(({ offset }) => offset) };
      const firsts = await thread.ask('commit', ask);
      const firstOf = new Map(appends.map(({ topic }, i) => [topic, firsts[i] as number]));
      batch.forEach(({ append, resolve }, i) => {
        const first = (firstOf.get(append.topic) as number) + (starts[i] as number);
        resolve(append.keys.map((_, n) => ({ partition: 0, offset: first + n })));
      });
      for (const { resolve } of riding) resolve();
      for (const { topic, keys } of appends) onAppended(topic, (firstOf.get(topic) as number) + keys.length);
    } catch (error) {
      for (const { reject } of [...batch, ...riding]) reject(error);
    } finally {
      for (const { append } of batch) {
        records -= append.keys.length;
        characters -= append.characters;
      }
    }
  };

  /** A full letter box must not fail the appends of others: offsets that carry a letter go alone. */
  const takeOffsets = (): WaitingOffset[] => {
    const riding = offsets.filter(({ offset }) => offset.letter === undefined);
    offsets = offsets.filter(({ offset }) => offset.letter !== undefined);
    return riding;
  };

  const run = async (): Promise<void> => {
    // What is appended in the same turn shares the first commit.
    await null;
    while (waiting.length > 0 || offsets.length > 0) {
      const riding = takeOffsets();
      if (waiting.length > 0 || riding.length > 0) await commit(takeBatch(), riding);
      const lettered = offsets.shift();
      if (lettered !== undefined) await commit([], [lettered]);
    }
    running = undefined;
  };

  const start = (): void => {
    running ??= run();
  };

  const admit = (count: number): void => {
    if (count > maxWaitingRecords) {
      throw new RangeError(`An append takes at most ${maxWaitingRecords} records; split the ${count}`);
    }
    if (records + count > maxWaitingRecords) throw overloaded();
  };

  return {
    admit,
    append: (append) => {
      admit(append.keys.length);
      if (append.characters > maxWaitingCharacters) {
        throw new RangeError(`An append takes at most ${maxWaitingCharacters} characters of JSON`);
      }
      if (characters + append.characters > maxWaitingCharacters) throw overloaded();
      records += append.keys.length;
      characters += append.characters;
      return new Promise((resolve, reject) => {
        waiting.push({ append, resolve, reject });
        start();
      });
    },
    advance: (offset) =>
      new Promise((resolve, reject) => {
        offsets.push({ offset, resolve, reject });
        start();
      }),
    idle: async () => {
      while (running !== undefined) await running;
    },
  };
};
