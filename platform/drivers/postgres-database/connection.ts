import type { RoomWithTables } from '@aqmrg/prisma/room-roles.ts';
import { roleOf } from '@aqmrg/prisma/room-roles.ts';
import type pg from 'pg';
import { AirError } from '../../errors/air-error.ts';

export interface ConnectionSettings {
  /** postgresql://user:password@host:port/database, with `?sslmode=verify-full` and the like. Never printed. */
  readonly url: string;
  /** Takes on the rights of this room's role; none: keeps those of the url's user. */
  readonly room?: RoomWithTables | undefined;
  /** As pg_stat_activity shows it. */
  readonly applicationName: string;
  readonly connectTimeoutMs: number;
  /** Settings of the session, by PostgreSQL's names. */
  readonly session: Readonly<Record<string, string | number>>;
}

/**
 * How pg connects. What the session needs goes with the connection's first message, so that there is no moment without it. What the url
 * says in `options` comes before ours, which win: pg itself would let the url's replace them, and with them the role and the clock.
 */
export const connectionConfig = (settings: ConnectionSettings): pg.ClientConfig => {
  const url = parsed(settings.url);
  const theirs = url.searchParams.get('options');
  url.searchParams.delete('options');
  const ours = Object.entries({
    ...settings.session,
    // Prisma writes and reads times without their offset: it is right only where the session's clock stands in UTC.
    TimeZone: 'UTC',
    ...(settings.room === undefined ? {} : { role: roleOf(settings.room) }),
  }).map(([name, value]) => `-c ${name}=${value}`);
  return {
    connectionString: url.href,
    options: [...(theirs === null ? [] : [theirs]), ...ours].join(' '),
    application_name: settings.applicationName,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    // A peer that vanished without a word is found out while nobody asks.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
};

const parsed = (url: string): URL => {
  const shape = 'The url of the database has to be postgresql://user:password@host:port/database.';
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) throw new AirError('BAD_INPUT', shape);
  return new URL(url);
};
