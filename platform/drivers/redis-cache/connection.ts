import { ErrorReply } from 'redis';
import type { Log } from '../../log.ts';
import { type Client, checkUrl, clientFor, type ServerOptions } from './client.ts';
import {
  asAirError,
  away,
  closed,
  isMoved,
  isRefusal,
  late,
  overloaded,
  reasonOf,
  refused,
} from './failures.ts';

export interface ConnectionOptions extends ServerOptions {
  readonly log: Log;
  readonly commandTimeoutMs: number;
  /** Commands without an answer yet. */
  readonly maxWaiting: number;
}

/**
 * One connection that comes back by itself. Nothing waits for it: while it is away, what is asked is refused at once.
 *
 * connecting ──ready──▶ standing ──lost, silent──▶ resting ──pause──▶ connecting
 *     └──────────────────failed──────────────────────▲
 * any ──close()──▶ closed
 */
export interface Connection {
  ask<T>(command: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const shortestPauseMs = 50;
const longestPauseMs = 2_000;

/** Rejects with DEADLINE_EXCEEDED where the work takes longer. */
const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([work, isLate]);
  } finally {
    clearTimeout(timer);
  }
};

/** Resolves after the first try, whether or not it went well; rejects where no other will: a wrong URL, wrong credentials. */
export const openConnection = async (options: ConnectionOptions): Promise<Connection> => {
  const { log, connectTimeoutMs, commandTimeoutMs, maxWaiting } = options;
  checkUrl(options.url);
  let connecting: Client | undefined;
  let standing: Client | undefined;
  let stoodAt = 0;
  let answeredAt = 0;
  let waiting = 0;
  let failures = 0;
  let isAway = false;
  let pause: NodeJS.Timeout | undefined;
  let closing: Promise<void> | undefined;
  let onIdle: (() => void) | undefined;

  const rest = (error: unknown): void => {
    if (closing !== undefined) return;
    if (!isAway) log.warn({ reason: reasonOf(error) }, 'the cache is away');
    isAway = true;
    const pauseMs = Math.min(longestPauseMs, shortestPauseMs * 2 ** failures);
    failures += 1;
    // not all processes at the same moment
    pause = setTimeout(() => connect().catch(rest), pauseMs * (0.5 + Math.random() / 2));
    pause.unref();
  };

  const lose = (lost: Client, error: unknown): void => {
    if (lost !== standing) return;
    standing = undefined;
    lost.destroy();
    // one that breaks again and again is not hurried
    if (performance.now() - stoodAt > longestPauseMs) failures = 0;
    rest(error);
  };

  const connect = async (): Promise<void> => {
    const client = clientFor(options);
    connecting = client;
    client.on('error', (error) => lose(client, error));
    try {
      // also for a server that takes the connection and then says nothing
      await within(connectTimeoutMs, client.connect());
    } catch (error) {
      client.destroy();
      throw error;
    } finally {
      connecting = undefined;
    }
    standing = client;
    stoodAt = performance.now();
    if (isAway) log.info('the cache is back');
    isAway = false;
  };

  const ask: Connection['ask'] = (command) => {
    const client = standing;
    if (closing !== undefined) return Promise.reject(closed());
    if (client === undefined) return Promise.reject(away());
    if (waiting >= maxWaiting) return Promise.reject(overloaded());
    return new Promise((resolve, reject) => {
      let isOpen = true;
      const giveUp = (): void => {
        if (!isOpen) return;
        reject(late());
        if (performance.now() - answeredAt >= commandTimeoutMs) lose(client, late());
      };
      // a loop that was busy for long reads what came meanwhile before it judges
      const timer = setTimeout(() => setImmediate(giveUp), commandTimeoutMs);
      const settle = (isAnswer: boolean): void => {
        isOpen = false;
        waiting -= 1;
        clearTimeout(timer);
        if (isAnswer) answeredAt = performance.now();
        if (waiting === 0) onIdle?.();
      };
      waiting += 1;
      command(client).then(
        (answer) => {
          settle(true);
          resolve(answer);
        },
        (error: unknown) => {
          settle(error instanceof ErrorReply);
          reject(asAirError(error));
          if (isMoved(error)) lose(client, error);
        },
      );
    });
  };

  const end = async (): Promise<void> => {
    clearTimeout(pause);
    connecting?.destroy();
    const last = standing;
    standing = undefined;
    // What was asked before still gets its answer. The library would end between a script's two tries: by its name, and by its text.
    const idle = new Promise<void>((resolve) => {
      onIdle = resolve;
    });
    if (waiting > 0) await within(commandTimeoutMs, idle).catch(() => undefined);
    last?.destroy();
  };

  await connect().catch((error: unknown) => {
    if (!isRefusal(error)) return rest(error);
    throw refused(error);
  });
  return {
    ask,
    close: () => {
      closing ??= end();
      return closing;
    },
  };
};
