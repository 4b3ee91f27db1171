import { type RoomWithTables, roleOf } from '@aqmrg/prisma/room-roles.ts';
import type pg from 'pg';
import { AirError } from '../../errors/air-error.ts';

/** A pooler between may drop what a connection asks for, and say nothing: then times would be off by hours, and every room would be the owner. */
export const proveSession = async (pool: pg.Pool, room: RoomWithTables | undefined): Promise<void> => {
  const { rows } = await pool.query<{ role: string; zone: string }>(
    "SELECT current_user AS role, current_setting('TimeZone') AS zone",
  );
  const [session] = rows;
  const isOurs = session?.zone === 'UTC' && (room === undefined || session.role === roleOf(room));
  if (isOurs) return;
  throw new AirError(
    'CONFLICT',
    'The database does not do what its connections are opened with (role, time zone): a pooler between drops `options`. ' +
      'Connect to the server itself, or make them the settings of the login (ALTER ROLE … SET).',
  );
};
