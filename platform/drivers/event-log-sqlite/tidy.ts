import type { DatabaseSync } from 'node:sqlite';
import type { Questions } from './protocol.ts';
import type { Topics, TopicTable } from './topics.ts';

const dayMs = 86_400_000;

/** One step is short, so that an append behind it hardly waits: it ends after this many rows or milliseconds, whichever comes first. */
const stepRows = 500;
const stepMs = 10;

interface Parts {
  readonly db: DatabaseSync;
  readonly topics: Topics;
  readonly transaction: <R>(bytes: number, write: () => R) => R;
}

interface ScanRow {
  readonly record_offset: number;
  readonly key: string;
  readonly appended_at: number;
}

type Ask = Questions['tidy']['ask'];

/** Drops what retention no longer keeps and compacts, one small step. `more`: another step would find work. */
export const tidy = ({ db, topics, transaction }: Parts, ask: Ask): Questions['tidy']['answer'] => {
  const started = performance.now();
  const outOfTime = (): boolean => performance.now() - started >= stepMs;

  /** The dropped records stand at the start of the topic, one after another. */
  const dropOld = (topic: TopicTable, days: number): boolean => {
    const cutoff = ask.now - days * dayMs;
    const end = ask.spare[topic.name] ?? topic.next;
    const rows = topic.scan.all(0, stepRows) as unknown as readonly ScanRow[];
    const young = rows.findIndex((row) => row.appended_at >= cutoff || row.record_offset >= end);
    const old = young === -1 ? rows : rows.slice(0, young);
    if (old.length === 0) return false;
    return transaction(old.length * 1024, () => {
      let dropped = 0;
      for (const { record_offset: offset } of old) {
        topic.drop.run(offset);
        dropped++;
        if (outOfTime()) break;
      }
      return dropped < old.length || old.length === stepRows;
    });
  };

  /** Each record, oldest first, removes the older ones of its key: behind the mark a key stands once. */
  const compact = (topic: TopicTable): boolean => {
    const rows = topic.scan.all(topic.compactedTo, stepRows) as unknown as readonly ScanRow[];
    const young = rows.findIndex((row) => row.appended_at > ask.now - ask.compactAfterMs);
    const ripe = young === -1 ? rows : rows.slice(0, young);
    if (ripe.length === 0) return false;
    let mark = topic.compactedTo;
    const more = transaction(ripe.length * 1024, () => {
      for (const { record_offset: offset, key } of ripe) {
        topic.supersede.run(key, offset);
        mark = offset + 1;
        if (outOfTime()) break;
      }
      db.prepare('UPDATE topic SET compacted_to = ? WHERE id = ?').run(mark, topic.id);
      return mark <= (ripe.at(-1) as ScanRow).record_offset || ripe.length === stepRows;
    });
    topic.compactedTo = mark;
    return more;
  };

  let more = false;
  for (const topic of topics.all()) {
    if (outOfTime()) {
      more = true;
      break;
    }
    if (topic.days === null) more = compact(topic) || more;
    else if (ask.dropOld) more = dropOld(topic, topic.days) || more;
  }
  return { more, tookMs: performance.now() - started };
};
