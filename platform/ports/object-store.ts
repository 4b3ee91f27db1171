import type { Readable } from 'node:stream';

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Changes with the content. */
  readonly etag: string;
  /** Epoch ms; some stores know whole seconds only. */
  readonly modifiedAt: number;
}

/** How an object is downloaded by who has nothing but its address. */
export interface Download {
  /** 1 to 3,600. */
  readonly expiresInS: number;
  /** What it is saved as. Letters, digits, spaces and `. _ - =`. */
  readonly fileName: string;
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
  /**
   * An address under which the store itself gives the object to anybody, until it expires; also of an object that is not there. Only where clients reach the store: a door that
   * has judged who asks may send them on, so that large files do not pass through it, and else reads `get`.
   */
  urlFor?(key: string, download: Download): Promise<string>;
  close(): Promise<void>;
}
