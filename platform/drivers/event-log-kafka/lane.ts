import type { ConnectionOptions as TlsOptions } from 'node:tls';
import { type API, type Broker, type Connection, ConnectionPool } from '@platformatic/kafka';
import { TooLate } from './failures.ts';

export interface Sasl {
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  readonly password: string;
}

export interface Reaching {
  readonly clientId: string;
  readonly connectTimeoutMs: number;
  readonly tls?: TlsOptions;
  readonly sasl?: Sasl;
}

/**
 * Connections of one purpose, one to each broker. A broker answers the requests of a connection one after the other, so whatever waits there (a long
 * poll, a group that gathers) has a lane of its own.
 */
export interface Lane {
  /** Rejects with TooLate after `withinMs`, and gives the connection up: an answer that came after all would be taken for another's. */
  call<A extends unknown[], R>(broker: Broker, api: API<A, R>, withinMs: number, ...args: A): Promise<R>;
  /** Cuts every connection: calls under way reject at once. */
  close(): Promise<void>;
}

/** Behind our own deadlines, so that it never fires. */
const neverMs = 2 ** 31 - 1;

/** Waits for `work` until `withinMs`; then calls `giveUp` and rejects. */
const inTime = async <R>(work: Promise<R>, withinMs: number, giveUp: () => void): Promise<R> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TooLate());
      giveUp();
    }, withinMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

export const openLane = ({ clientId, connectTimeoutMs, tls, sasl }: Reaching): Lane => {
  const pool = new ConnectionPool(clientId, {
    connectTimeout: connectTimeoutMs,
    requestTimeout: neverMs,
    ...(tls ? { tls, tlsServerName: true } : {}),
    ...(sasl ? { sasl: { ...sasl } } : {}),
  });
  const sockets = new Set<Connection>();
  pool.on('connecting', ({ connection }) => {
    sockets.add(connection);
    // Whoever calls hears of it; an error event without a listener would end the process.
    connection.on('error', () => {});
    connection.once('close', () => sockets.delete(connection));
  });

  return {
    async call(broker, api, withinMs, ...args) {
      const began = performance.now();
      // The pool itself gives up connecting, in its own time, which may be longer than the caller's.
      const connection = await inTime(pool.get(broker), withinMs, () => {});
      const left = withinMs - (performance.now() - began);
      return inTime(api.async(connection, ...args), Math.max(1, left), () => connection.socket.destroy());
    },
    async close() {
      for (const connection of sockets) connection.socket?.destroy();
      await pool.close();
    },
  };
};
