import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Retention } from '@aqmrg/schema/events/topic.ts';

/** A topic's own table: records lie by offset, so appends go to the end of the tree and retention cuts its start. */
export interface TopicTable {
  readonly id: number;
  readonly name: string;
  /** Null: compacted. */
  readonly days: number | null;
  next: number;
  compactedTo: number;
  /** (offset, key, appended_at, value) */
  readonly insert: StatementSync;
  /** Parameters: from, limit. */
  readonly page: StatementSync;
  readonly oldest: StatementSync;
  /** Parameters: from, limit. Without the values. */
  readonly scan: StatementSync;
  readonly drop: StatementSync;
  /** Parameters: key, offset. Drops the key's older records; quick only in a compacted topic, whose keys are indexed. */
  readonly supersede: StatementSync;
  /** Parameters: key, offset. */
  readonly newer: StatementSync;
}

export interface Topics {
  find(name: string): TopicTable | undefined;
  /** Makes the topic, or changes how it is kept. Only inside a transaction. */
  ensure(name: string, retention: Retention): TopicTable;
  all(): readonly TopicTable[];
  /** After a rollback: what is remembered may never have been written. */
  forget(): void;
}

interface TopicRow {
  readonly id: number;
  readonly name: string;
  readonly days: number | null;
  readonly next: number;
  readonly compacted_to: number;
}

const prepare = (db: DatabaseSync, row: TopicRow): TopicTable => {
  const table = `record_${row.id}`;
  return {
    id: row.id,
    name: row.name,
    days: row.days,
    next: row.next,
    compactedTo: row.compacted_to,
    insert: db.prepare(`INSERT INTO ${table} (record_offset, key, appended_at, value) VALUES (?, ?, ?, ?)`),
    page: db.prepare(
      `SELECT record_offset, key, appended_at, value FROM ${table} WHERE record_offset >= ? ORDER BY record_offset LIMIT ?`,
    ),
    oldest: db.prepare(`SELECT min(record_offset) AS oldest FROM ${table}`),
    scan: db.prepare(
      `SELECT record_offset, key, appended_at FROM ${table} WHERE record_offset >= ? ORDER BY record_offset LIMIT ?`,
    ),
    drop: db.prepare(`DELETE FROM ${table} WHERE record_offset = ?`),
    supersede: db.prepare(`DELETE FROM ${table} WHERE key = ? AND record_offset < ?`),
    newer: db.prepare(`SELECT 1 FROM ${table} WHERE key = ? AND record_offset > ? LIMIT 1`),
  };
};

export const openTopics = (db: DatabaseSync): Topics => {
  const known = new Map<string, TopicTable>();
  const select = db.prepare('SELECT id, name, days, next, compacted_to FROM topic WHERE name = ?');
  const names = db.prepare('SELECT name FROM topic ORDER BY id');

  const find = (name: string): TopicTable | undefined => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const row = select.get(name) as TopicRow | undefined;
    if (row === undefined) return undefined;
    const table = prepare(db, row);
    known.set(name, table);
    return table;
  };

  const keepAs = (id: number, days: number | null): void => {
    db.prepare('UPDATE topic SET days = ?, compacted_to = 0 WHERE id = ?').run(days, id);
    if (days === null) db.exec(`CREATE INDEX IF NOT EXISTS key_${id} ON record_${id} (key)`);
    else db.exec(`DROP INDEX IF EXISTS key_${id}`);
  };

  return {
    find,
    ensure: (name, retention) => {
      const days = retention.kind === 'compacted' ? null : retention.days;
      const found = find(name);
      if (found !== undefined && found.days === days) return found;
      if (found === undefined) {
        const { lastInsertRowid: id } = db.prepare('INSERT INTO topic (name) VALUES (?)').run(name);
        db.exec(
          `CREATE TABLE record_${id} (record_offset INTEGER PRIMARY KEY, key TEXT NOT NULL, appended_at INTEGER NOT NULL, value TEXT NOT NULL) STRICT`,
        );
        keepAs(Number(id), days);
      } else {
        keepAs(found.id, days);
        known.delete(name);
      }
      return find(name) as TopicTable;
    },
    all: () => names.all().map((row) => find((row as { name: string }).name) as TopicTable),
    forget: () => known.clear(),
  };
};
