import type { SqlRunner } from './migrate.ts';

/** The rooms that keep tables, each in the Postgres schema of its name. */
export const roomsWithTables = ['alerts', 'auth', 'correlations', 'exports', 'forecasts', 'sensors'] as const;
export type RoomWithTables = (typeof roomsWithTables)[number];

/** The role with the rights of one room. It cannot log in: a connection takes it on. Known in the whole cluster, good in each database for what was granted there. */
export const roleOf = (room: RoomWithTables): string => `air_${room}`;

/** Beside the triggers: whoever has no right to change a row need not be stopped by one. */
const neverChanged: { readonly [Room in RoomWithTables]?: readonly string[] } = { auth: ['audit_entry'] };

/** A role could not be made or taken on; the message says what the server's administrator has to run. */
export class RolesRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RolesRefused';
  }
}

/**
 * Gives each room's role its rows, and nothing else: no other schema, no table to make, change or empty. Runs as the owner of the tables, after
 * every migration, since what it grants are the tables that are there. The same again changes nothing.
 */
export const grantRoomRights = async (sql: SqlRunner): Promise<void> => {
  for (const room of roomsWithTables) await takeRole(sql, roleOf(room));
  // In one transaction: a room at work is never without its rights, nor for a moment with more.
  await sql.exec('BEGIN');
  try {
    await sql.exec(publicGrants);
    for (const room of roomsWithTables) await sql.exec(roomGrants(room));
    await sql.exec('COMMIT');
  } catch (error) {
    await sql.exec('ROLLBACK');
    throw error;
  }
};

// Before PostgreSQL 15 everybody could make tables in `public`, and whoever may make temporary ones may fill the disk.
const publicGrants = `
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$;`;

const roomGrants = (room: RoomWithTables): string => {
  const role = roleOf(room);
  return `
  GRANT USAGE ON SCHEMA ${room} TO ${role};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${room} TO ${role};
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${room} TO ${role};
  GRANT SELECT ON public._prisma_migrations TO ${role};
  ${(neverChanged[room] ?? []).map((table) => `REVOKE UPDATE, DELETE ON ${room}.${table} FROM ${role};`).join(' ')}`;
};

/** Makes the role if it is absent, and lets who migrates take it on. */
const takeRole = async (sql: SqlRunner, role: string): Promise<void> => {
  try {
    await sql.exec(makeRole(role));
    // Asked first: a grant that is there already would be written again, and collide with that of another database.
    if (!(await mayTakeOn(sql, role))) await sql.exec(`GRANT ${role} TO CURRENT_USER`);
  } catch (error) {
    throw new RolesRefused(
      `The database's user may not make or grant the role ${role}. As its administrator, run: ` +
        `CREATE ROLE ${role}; GRANT ${role} TO <that user>; or give that user CREATEROLE.`,
      error,
    );
  }
};

/** Another database of the same cluster may be making it at this moment: either error says that it is there. */
const makeRole = (role: string): string => `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`;

/** Since PostgreSQL 16 a member may hold a role without the right to take it on. */
const mayTakeOn = async (sql: SqlRunner, role: string): Promise<boolean> => {
  const [row] = await sql.query<{ may: boolean }>(
    `SELECT pg_has_role('${role}',
       CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) AS may`,
  );
  return row?.may === true;
};
