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
 * Files by key: `exports/2026/a.csv`. Keys are relative, `/`-separated, of letters, digits and `. _ - =`, at most 512 characters and 200 a segment; others
 * reject with BAD_INPUT. Where `a/b` is an object, `a` need not be able to be one as well (CONFLICT). An object is visible whole or not at all.
 */
export interface ObjectStore {
  /** Replaces what was there. A full disk rejects with STORAGE_FULL, a failing body with its own error; both leave what was there. */
  put(key: string, body: Readable): Promise<StoredObject>;
  head(key: string): Promise<StoredObject | undefined>;
  /**
   * Rejects with NOT_FOUND, and with BAD_INPUT for a range that starts behind the end; one that ends behind it is cut. Read it to its end or destroy it.
   */
  get(key: string, range?: ByteRange): Promise<Readable>;
  /** In key order, at most `limit`, behind `after`. */
  list(prefix: string, limit: number, after?: string): Promise<readonly StoredObject[]>;
  /** Resolves where there is none, too. */
  delete(key: string): Promise<void>;
  close(): Promise<void>;
}
