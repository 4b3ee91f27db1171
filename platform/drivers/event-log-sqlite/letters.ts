import type { DatabaseSync } from 'node:sqlite';
import type { DeadLetter } from '../../ports/event-log.ts';

/** The group's dead letters are at their bound. Its consumer stops there until they are replayed: a letter is never lost. */
export class LettersFull extends Error {
  constructor(topic: string, group: string, bound: number) {
    super(`${bound} dead letters of ${topic} wait in group ${group}: replay them so that it can go on`);
    this.name = 'LettersFull';
  }
}

interface LetterRow {
  readonly id: number;
  readonly topic: string;
  readonly consumer_group: string;
  readonly record_offset: number;
  readonly key: string;
  readonly cause: string;
  readonly attempts: number;
  readonly failed_at: number;
  readonly value: string;
}

const letterOf = (row: LetterRow): DeadLetter => ({
  topic: row.topic,
  group: row.consumer_group,
  position: { partition: 0, offset: row.record_offset },
  key: row.key,
  value: row.value,
  cause: row.cause,
  attempts: row.attempts,
  failedAt: row.failed_at,
});

export interface Letters {
  /** Only inside a transaction. */
  add(letter: DeadLetter): void;
  /** The oldest ones, oldest first. */
  list(topic: string, limit: number): readonly DeadLetter[];
  /** Id of the newest letter; 0 where there is none. */
  last(topic: string, group: string): number;
  /** Removes the oldest ones up to id `through`. Only inside a transaction. */
  take(topic: string, group: string, through: number, limit: number): readonly DeadLetter[];
}

export const openLetters = (db: DatabaseSync, bound: number): Letters => {
  const columns = 'id, topic, consumer_group, record_offset, key, cause, attempts, failed_at, value';
  const insert = db.prepare(
    `INSERT OR REPLACE INTO dead_letter (topic, consumer_group, record_offset, key, cause, attempts, failed_at, value)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const count = db.prepare('SELECT count(*) AS n FROM dead_letter WHERE topic = ? AND consumer_group = ?');
  const list = db.prepare(`SELECT ${columns} FROM dead_letter WHERE topic = ? ORDER BY id LIMIT ?`);
  const last = db.prepare('SELECT max(id) AS id FROM dead_letter WHERE topic = ? AND consumer_group = ?');
  const oldest = db.prepare(
    `SELECT ${columns} FROM dead_letter WHERE topic = ? AND consumer_group = ? AND id <= ? ORDER BY id LIMIT ?`,
  );
  const remove = db.prepare('DELETE FROM dead_letter WHERE id = ?');

  return {
    add: (letter) => {
      const { n } = count.get(letter.topic, letter.group) as { n: number };
      if (n >= bound) throw new LettersFull(letter.topic, letter.group, bound);
      const { topic, group, position, key, cause, attempts, failedAt, value } = letter;
      insert.run(topic, group, position.offset, key, cause, attempts, failedAt, value);
    },
    list: (topic, limit) => list.all(topic, limit).map((row) => letterOf(row as unknown as LetterRow)),
    last: (topic, group) => (last.get(topic, group) as { id: number | null }).id ?? 0,
    take: (topic, group, through, limit) =>
      oldest.all(topic, group, through, limit).map((found) => {
        const row = found as unknown as LetterRow;
        remove.run(row.id);
        return letterOf(row);
      }),
  };
};
