import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AirError } from '../../errors/air-error.ts';
import { Gate } from '../series/gate.ts';
import { interruptible } from '../series/interruptible.ts';

const piecesAtOnce = 2;
const piecesInLine = 100;

const open = async (): Promise<DuckDBInstance> => {
  const instance = await DuckDBInstance.create(':memory:', {
    // what it does is hardly ever done in parallel, and DuckDB's threads wait for each other by asking without a pause
    threads: '1',
    memory_limit: '128MB',
    // for what does not fit; made when it is needed, and gone with the instance
    temp_directory: join(tmpdir(), `series-files-${randomUUID()}`),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`SET GLOBAL TimeZone = 'UTC'`);
  connection.closeSync();
  return instance;
};

/** A small database in memory in which rows of another store are put in order and written. Opened when it is first used. */
export class Scratch {
  readonly #gate = new Gate(piecesAtOnce, piecesInLine);
  #instance: Promise<DuckDBInstance> | undefined;
  #isClosed = false;

  /** Runs on a connection of its own, whose temporary tables go with it; stopped when the signal aborts. */
  async use<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#gate.run(async () => {
      if (this.#isClosed) throw new AirError('SHUTTING_DOWN', 'The series are closed.');
      this.#instance ??= open();
      const connection = await (await this.#instance).connect();
      try {
        return await interruptible(connection, () => work(connection), signal);
      } finally {
        connection.closeSync();
      }
    }, signal);
  }

  close(): Promise<void> {
    return this.#gate.alone(async () => {
      this.#isClosed = true;
      (await this.#instance)?.closeSync();
      this.#instance = undefined;
    });
  }
}
