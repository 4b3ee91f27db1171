import { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { ConnectionSettings } from './connection.ts';

export interface PoolSettings extends ConnectionSettings {
  readonly maxConnections: number;
  readonly maxWaiting: number;
  /** When the server itself should have ended a statement. */
  readonly answerTimeoutMs: number;
  readonly closeTimeoutMs: number;
}

export interface Pool {
  readonly pool: pg.Pool;
  /** Waits for what runs; resolves when no socket is left open. */
  close(): Promise<void>;
}

/**
 * Connections that are made when they are needed, and made anew when they broke. A socket that is idle is closed after ten seconds.
 * `onBroken` hears of each connection that broke while nobody used it: unheard, such an error ends the process.
 */
export const openPool = (
  config: pg.ClientConfig,
  settings: PoolSettings,
  onBroken: (error: unknown) => void,
): Pool => {
  const sockets = new Set<Socket>();
  const pool = boundedPool(settings.maxWaiting, {
    ...config,
    max: settings.maxConnections,
    query_timeout: settings.answerTimeoutMs,
    Client: BoundedConnection as new () => pg.Client,
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
  });
  pool.on('error', onBroken);
  return {
    pool,
    close: async () => {
      const ended = pool.end().then(() => allClosed(sockets));
      await Promise.race([ended, setTimeout(settings.closeTimeoutMs, undefined, { ref: false })]);
      for (const socket of sockets) socket.destroy();
    },
  };
};

const allClosed = async (sockets: ReadonlySet<Socket>): Promise<void> => {
  await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
};

/**
 * pg gives a question up after `query_timeout` and keeps the connection, on which the server may still be at work; a ROLLBACK behind it would
 * be dropped, and the next to borrow the connection would find itself in the middle of that transaction. So the connection is ended.
 */
class BoundedConnection extends pg.Client {
  override query = ((...question: [string]) => {
    const answer: Promise<unknown> | undefined = super.query(...question);
    // Absent where a callback is told: that is the pool's own, and it ends the connection after any error.
    answer?.catch?.((error: unknown) => {
      if (error instanceof Error && error.message === 'Query read timeout') void this.end();
    });
    return answer;
  }) as pg.Client['query'];
}

/** Whoever comes when too many wait already is told at once. */
const boundedPool = (maxWaiting: number, config: pg.PoolConfig): pg.Pool => {
  const pool = new pg.Pool(config);
  const connect = pool.connect.bind(pool) as (...callback: unknown[]) => unknown;
  pool.connect = ((callback?: (error: Error) => void) => {
    if (pool.waitingCount < maxWaiting) return callback ? connect(callback) : connect();
    // In pg's words rather than ours: Prisma takes an error with a code for one of its own.
    const error = new Error('too many wait for a connection');
    return callback ? callback(error) : Promise.reject(error);
  }) as pg.Pool['connect'];
  return pool;
};
