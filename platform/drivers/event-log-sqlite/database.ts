import { DatabaseSync } from 'node:sqlite';
import type { Failure } from './protocol.ts';

const layout = 1;

/** Bytes written to the write-ahead log before it is copied into the database. */
const checkpointBytes = 4 * 1024 * 1024;

/** What a transaction touches beside its records: the topic's row, offsets, upper pages. */
const transactionBytes = 32 * 1024;

export interface Database {
  readonly db: DatabaseSync;
  readonly epoch: string;
  /** Runs `write` in one transaction that is on disk when this returns, or leaves nothing. `bytes`: about how much it writes. */
  transaction<R>(bytes: number, write: () => R): R;
  /** Copies the write-ahead log into the database once it has grown; between commits, so that its errors are seen. */
  checkpoint(): void;
}

/**
 * EXCLUSIVE keeps the index of the write-ahead log in memory: no shared-memory file, whose growth on a full disk would look like an I/O error, and no
 * second process. Checkpoints are ours because SQLite's own swallow their errors. fullfsync matters on macOS, where a plain fsync leaves data in the drive.
 */
const pragmas = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA wal_autocheckpoint = 0;
  PRAGMA journal_size_limit = ${4 * checkpointBytes};
  PRAGMA mmap_size = 0;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -8192;
`;

const tables = `
  CREATE TABLE log (epoch TEXT NOT NULL) STRICT;
  CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    days REAL,                                 -- null: compacted
    next INTEGER NOT NULL DEFAULT 0,           -- never reused, even when every record is gone
    compacted_to INTEGER NOT NULL DEFAULT 0    -- below it each key stands once
  ) STRICT;
  CREATE TABLE consumer_offset (
    topic TEXT NOT NULL, consumer_group TEXT NOT NULL, next INTEGER NOT NULL,
    PRIMARY KEY (topic, consumer_group)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE dead_letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL, consumer_group TEXT NOT NULL, record_offset INTEGER NOT NULL,
    key TEXT NOT NULL, cause TEXT NOT NULL, attempts INTEGER NOT NULL, failed_at INTEGER NOT NULL, value TEXT NOT NULL,
    UNIQUE (topic, consumer_group, record_offset)
  ) STRICT;
  PRAGMA user_version = ${layout};
`;

export const openDatabase = (file: string, newEpoch: string, maxBytes: number | null): Database => {
  const db = new DatabaseSync(file, { timeout: 0 });
  db.exec(pragmas);
  if (maxBytes !== null) {
    const { page_size: pageSize } = db.prepare('PRAGMA page_size').get() as { page_size: number };
    db.exec(`PRAGMA max_page_count = ${Math.floor(maxBytes / pageSize)}`);
  }

  let unchecked = 0;
  const transaction = <R>(bytes: number, write: () => R): R => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = write();
      db.exec('COMMIT');
      unchecked += bytes + transactionBytes;
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };

  const { user_version: found } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (found === 0) {
    transaction(0, () => {
      db.exec(tables);
      db.prepare('INSERT INTO log (epoch) VALUES (?)').run(newEpoch);
    });
  } else if (found !== layout) {
    throw new Error(`${file} has layout ${found}; this version reads layout ${layout}`);
  }
  const { epoch } = db.prepare('SELECT epoch FROM log').get() as { epoch: string };

  return {
    db,
    epoch,
    transaction,
    checkpoint: () => {
      if (unchecked < checkpointBytes) return;
      db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
      unchecked = 0;
    },
  };
};

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const resultCodes = {
  busy: 5,
  noMemory: 7,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};
/** SQLITE_IOERR_NOMEM: says nothing about the disk. */
const ioErrorNoMemory = resultCodes.ioError | (12 << 8);

export const failureOf = (error: unknown): Failure => {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') {
    return { kind: 'other', message };
  }
  const described = `${message} (SQLite ${error.errcode})`;
  if (error.errcode === ioErrorNoMemory) return { kind: 'other', message: described };
  switch (error.errcode & 0xff) {
    case resultCodes.full:
      return { kind: 'full', message: described };
    case resultCodes.busy:
      return { kind: 'busy', message: described };
    case resultCodes.ioError:
    case resultCodes.corrupt:
    case resultCodes.cannotOpen:
    case resultCodes.notADatabase:
      return { kind: 'fatal', message: described };
    default:
      return { kind: 'other', message: described };
  }
};
