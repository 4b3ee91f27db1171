import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AirError } from '../../errors/air-error.ts';
import type { Log } from '../../log.ts';
import { Gate } from '../series/gate.ts';
import { interruptible } from '../series/interruptible.ts';
import { explained, isFatal } from './failures.ts';
import { createStaging, createTables } from './schema.ts';
import { SeriesIds } from './series-ids.ts';

export interface StoreOptions {
  readonly file: string;
  readonly threads: number;
  /** As DuckDB spells it: '512MB'. */
  readonly memoryLimit: string;
  readonly log: Log | undefined;
}

interface Opened {
  readonly instance: DuckDBInstance;
  readonly writer: DuckDBConnection;
  readonly ids: SeriesIds;
}

/** Beside one writing thread, as many as libuv's four threads leave. */
const readersAtOnce = 3;
const readersInLine = 1_000;

const open = async ({ file, threads, memoryLimit }: StoreOptions): Promise<Opened> => {
  const instance = await DuckDBInstance.create(file, {
    threads: String(threads),
    memory_limit: memoryLimit,
    // json, icu and parquet are linked in; nothing is fetched from a network.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // Every result that needs an order names it.
    preserve_insertion_order: 'false',
    // A checkpoint that fails inside a COMMIT kills the instance after the rows are durable: ours run between writes.
    checkpoint_threshold: '1TB',
  });
  try {
    const writer = await instance.connect();
    await writer.run(`SET GLOBAL TimeZone = 'UTC'`);
    await createTables(writer);
    await createStaging(writer);
    return { instance, writer, ids: await SeriesIds.load(writer) };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
};

/**
 * The one DuckDB instance of a file. States: open → (fatal error) → opened anew by whoever comes next → … → closed.
 * A fatal error (a checkpoint on a full disk, a failed sync) makes DuckDB refuse all work until the file is opened anew.
 */
export class Store {
  readonly #options: StoreOptions;
  readonly #readers = new Gate(readersAtOnce, readersInLine);
  #opened: Opened | undefined;

  private constructor(options: StoreOptions, opened: Opened) {
    this.#options = options;
    this.#opened = opened;
  }

  static async open(options: StoreOptions): Promise<Store> {
    return new Store(options, await open(options));
  }

  /** Runs on a connection of its own, beside the writer; stopped when the signal aborts. */
  read<T>(
    work: (connection: DuckDBConnection, ids: SeriesIds) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    return this.#heal(() =>
      this.#readers.run(async () => {
        const { instance, ids } = this.#live();
        const connection = await instance.connect();
        try {
          return await interruptible(connection, () => work(connection, ids), signal);
        } finally {
          connection.closeSync();
        }
      }, signal),
    );
  }

  /** Runs on the writer's connection: the caller sees to it that one piece of work runs at a time. */
  write<T>(work: (connection: DuckDBConnection, ids: SeriesIds) => Promise<T>): Promise<T> {
    return this.#heal(() => work(this.#live().writer, this.#live().ids));
  }

  /** Bytes of the write-ahead log, which a start after a kill has to replay. */
  async walBytes(): Promise<number> {
    return (await stat(`${this.#options.file}.wal`).catch(() => undefined))?.size ?? 0;
  }

  /** Moves the write-ahead log into the file, unless the disk has no room for that. */
  async checkpoint(): Promise<void> {
    const { bavail, bsize } = await statfs(dirname(this.#options.file));
    if (bavail * bsize < 2 * (await this.walBytes())) return;
    await this.write((connection) => connection.run('CHECKPOINT'));
  }

  async close(): Promise<void> {
    await this.#readers.alone(async () => this.#shut());
  }

  #live(): Opened {
    if (this.#opened === undefined) throw new AirError('SHUTTING_DOWN', 'The series are closed.');
    return this.#opened;
  }

  #shut(): void {
    this.#opened?.writer.closeSync();
    this.#opened?.instance.closeSync();
    this.#opened = undefined;
  }

  async #heal<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#opened;
    try {
      return await work();
    } catch (error) {
      if (isFatal(error)) await this.#openAnew(before, error);
      throw explained(error);
    }
  }

  #openAnew(broken: Opened | undefined, cause: unknown): Promise<void> {
    return this.#readers.alone(async () => {
      if (this.#opened !== broken || broken === undefined) return;
      this.#options.log?.error(
        { err: cause, file: this.#options.file },
        'series store failed; opening it anew',
      );
      this.#shut();
      this.#opened = await open(this.#options);
    });
  }
}
