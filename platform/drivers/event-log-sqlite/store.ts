import type { Retention } from '@aqmrg/schema/events/topic.ts';
import type { DeadLetter } from '../../ports/event-log.ts';
import type { Database } from './database.ts';
import { openLetters } from './letters.ts';
import type { GroupOffset, Page, QuestionKind, Questions } from './protocol.ts';
import { tidy } from './tidy.ts';
import { openTopics } from './topics.ts';

type Ask<K extends QuestionKind> = Questions[K]['ask'];
type Answer<K extends QuestionKind> = Questions[K]['answer'];

/** Dead letters that one replay step appends. */
const replayStep = 500;

interface RecordRow {
  readonly record_offset: number;
  readonly key: string;
  readonly appended_at: number;
  readonly value: string;
}

/** The log as it lies on disk. Synchronous: it runs in a worker. */
export const openStore = (database: Database, maxDeadLetters: number) => {
  const { db } = database;
  const topics = openTopics(db);
  const letters = openLetters(db, maxDeadLetters);
  const saveNext = db.prepare('UPDATE topic SET next = ? WHERE id = ?');
  const saveOffset = db.prepare(
    `INSERT INTO consumer_offset (topic, consumer_group, next) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET next = max(next, excluded.next)`,
  );
  const readOffset = db.prepare('SELECT next FROM consumer_offset WHERE topic = ? AND consumer_group = ?');

  const transaction = <R>(bytes: number, write: () => R): R => {
    try {
      return database.transaction(bytes, write);
    } catch (error) {
      topics.forget();
      throw error;
    }
  };

  /** Inside a transaction. A rollback forgets the topic, and with it the offsets taken here. */
  const insert = (
    name: string,
    retention: Retention,
    columns: { readonly keys: readonly string[]; readonly values: readonly string[] },
    now: number,
  ): number => {
    const topic = topics.ensure(name, retention);
    const first = topic.next;
    columns.keys.forEach((key, i) => {
      topic.insert.run(first + i, key, now, columns.values[i] as string);
    });
    topic.next = first + columns.keys.length;
    saveNext.run(topic.next, topic.id);
    return first;
  };

  const advance = ({ topic, group, next, letter }: GroupOffset): void => {
    if (letter !== undefined) letters.add(letter);
    saveOffset.run(topic, group, next);
  };

  const commit = ({ now, appends, offsets }: Ask<'commit'>): Answer<'commit'> => {
    let bytes = 0;
    for (const { values } of appends) for (const value of values) bytes += value.length + 64;
    return transaction(bytes, () => {
      const firsts = appends.map((append) => insert(append.topic, append.retention, append, now));
      offsets.forEach(advance);
      return firsts;
    });
  };

  const read = ({ topic: name, from, limit, characters: most }: Ask<'read'>): Page => {
    const offsets: number[] = [];
    const keys: string[] = [];
    const values: string[] = [];
    const appendedAt: number[] = [];
    const topic = topics.find(name);
    let characters = 0;
    for (const found of topic?.page.iterate(from, limit) ?? []) {
      const row = found as unknown as RecordRow;
      offsets.push(row.record_offset);
      keys.push(row.key);
      values.push(row.value);
      appendedAt.push(row.appended_at);
      characters += row.value.length;
      if (characters >= most) break;
    }
    const end = topic?.next ?? 0;
    const last = offsets.at(-1);
    return {
      offsets,
      keys,
      values,
      appendedAt,
      next: last === undefined ? Math.max(from, end) : last + 1,
      end,
    };
  };

  const range = ({ topic: name }: Ask<'range'>): Answer<'range'> => {
    const topic = topics.find(name);
    if (topic === undefined) return { oldest: 0, end: 0 };
    const { oldest } = topic.oldest.get() as { oldest: number | null };
    return { oldest: oldest ?? topic.next, end: topic.next };
  };

  /** In a compacted topic a letter whose key has a newer record is only removed: appended anew, it would undo that record. */
  const replay = ({ now, topic: name, retention, group, through }: Ask<'replay'>): Answer<'replay'> =>
    transaction(replayStep * 1024, () => {
      const last = through ?? letters.last(name, group);
      const found = letters.take(name, group, last, replayStep);
      const topic = topics.ensure(name, retention);
      const stale = (letter: DeadLetter): boolean =>
        retention.kind === 'compacted' && topic.newer.get(letter.key, letter.position.offset) !== undefined;
      const again = found.filter((letter) => !stale(letter));
      const columns = { keys: again.map(({ key }) => key), values: again.map(({ value }) => value) };
      if (again.length > 0) insert(name, retention, columns, now);
      return { replayed: again.length, through: last, more: found.length === replayStep, end: topic.next };
    });

  return {
    commit,
    read,
    range,
    committed: ({ topic, group }: Ask<'committed'>): number =>
      (readOffset.get(topic, group) as { next: number } | undefined)?.next ?? 0,
    letters: ({ topic, limit }: Ask<'letters'>): readonly DeadLetter[] => letters.list(topic, limit),
    replay,
    tidy: (ask: Ask<'tidy'>): Answer<'tidy'> => tidy({ db, topics, transaction }, ask),
  };
};
