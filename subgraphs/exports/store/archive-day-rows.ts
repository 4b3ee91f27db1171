import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs } from '@aqmrg/prisma/sql.ts';

const { sql } = Prisma;

/** A day as a text: no session's time zone has a say. */
export const dayText = sql`TO_CHAR(d.day, 'YYYY-MM-DD')`;

/** What names a row `d`. */
export const nameColumns = sql`d.sensor_id AS "sensorId", ${dayText} AS day, d.is_replayed AS "isReplayed"`;

/** Of a row `d` that has a file. */
export const fileColumns = sql`${nameColumns}, d.revision, d.rows, d.bytes, d.sha256,
  ${asMs(sql`d.built_at`)} AS "builtAt", d.change::float8 AS change`;

/** Rows sent as JSON, `g`, and the row `d` of each. */
export const sameName = sql`d.sensor_id = g."sensorId" AND d.day = g.day AND d.is_replayed = g."isReplayed"`;
