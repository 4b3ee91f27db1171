import type { Readable } from 'node:stream';

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Changes with the content. */
  readonly etag: string;
  readonly modifiedAt: number;
}

/** Inclusive byte positions. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Files by key: `exports/2026/a.csv`. Keys are relative, `/`-separated, of letters, digits and `. _ - =`; others reject with BAD_INPUT.
 * An object is visible whole or not at all.
 */
export interface ObjectStore {
  put(key: string, body: Readable): Promise<StoredObject>;
  head(key: string): Promise<StoredObject | undefined>;
  /** Rejects with NOT_FOUND. */
  get(key: string, range?: ByteRange): Promise<Readable>;
  /** In key order, at most `limit`, behind `after`. */
  list(prefix: string, limit: number, after?: string): Promise<readonly StoredObject[]>;
  delete(key: string): Promise<void>;
  close(): Promise<void>;
}
