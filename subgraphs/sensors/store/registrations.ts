import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { NetworkAssigned } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Network, Sensor, SensorContent, Site } from '../domain/sensor.ts';
import { silence } from './silence.ts';

const { sql } = Prisma;

interface Made {
  readonly id: string;
}

/** Tells whose networks are from now on. Rejects where the log does not take it. */
export type Tell = (
  changes: readonly Pick<NetworkAssigned, 'networkId' | 'before' | 'organisation'>[],
) => Promise<void>;

interface Assignment {
  readonly id: string;
  /** Null: nobody's in particular. */
  readonly organisationId: string | null;
  readonly at: EpochMs;
  readonly tell: Tell;
}

const jsonOf = (rows: readonly object[]): Prisma.Sql => sql`${JSON.stringify(rows)}::jsonb`;

const placed = ({ location, ...rest }: { readonly location: Site['location'] }) => ({
  ...rest,
  latitude: location?.latitude ?? null,
  longitude: location?.longitude ?? null,
});

/** A sensor to be made, and the revision that it begins with. */
export type NewSensor = SensorContent & { readonly revision: number };

const instantOf = (column: Prisma.Sql): Prisma.Sql =>
  sql`TIMESTAMPTZ 'epoch' + ${column} * INTERVAL '1 millisecond'`;

const fields = sql`id text, name text, "networkId" text, "siteId" text, kind text, maker text, model text,
  latitude float8, longitude float8, country text, "timeZone" text, "isMobile" boolean, variant text,
  "reportingIntervalMs" int, license text, attribution text, "deployedFrom" float8, "deployedTo" float8,
  retired boolean, "onlineUntil" float8, revision int, quantities jsonb, "externalIds" jsonb, tags text[]`;

/** 100,000 sensors take some seconds. */
const assignTimeoutMs = 30_000;

/**
 * What changes the registry. Each method is one transaction, most of them one statement: a sensor is never seen without its
 * quantities and external ids. Rows travel as one JSON parameter, so that any number of them fits.
 */
export const openRegistrations = ({ client }: Pick<Database, 'client'>) => ({
  /**
   * Resolves with the ids that were made; ids that are taken are left as they are. Those that are an organisation's from the start are told before
   * anybody sees them: where they cannot be told, nothing is made.
   */
  makeNetworks(networks: readonly Network[], at: EpochMs, tell: Tell): Promise<Set<string>> {
    return client.$transaction(async (transaction) => {
      const rows = await transaction.$queryRaw<Made[]>`
        INSERT INTO sensors.network (id, name, maker, organisation_id, created_at)
        SELECT id, name, maker, "organisationId", ${instant(at)}
        FROM JSONB_TO_RECORDSET(${jsonOf(networks)}) AS r (id text, name text, maker text, "organisationId" text)
        ON CONFLICT (id) DO NOTHING RETURNING id`;
      const made = new Set(rows.map(({ id }) => id));
      const given = networks.filter(({ id, organisationId }) => organisationId !== null && made.has(id));
      await tell(
        given.map(({ id, organisationId }) => ({
          networkId: id,
          before: null,
          organisation: organisationId,
        })),
      );
      return made;
    });
  },

  /**
   * Gives a network to an organisation, or takes it from any, and raises the revision of each of its sensors where that
   * changes anything. The network stays locked meanwhile, and its sensors are looked for under the lock: one that is registered
   * at the same time is either found here or published with the new organisation. It is told before it is so: where it cannot be told, nothing changes.
   */
  assignNetwork({ id, organisationId, at, tell }: Assignment): Promise<'missing' | 'unchanged' | 'changed'> {
    return client.$transaction(
      async (transaction) => {
        const [known] = await transaction.$queryRaw<{ organisationId: string | null }[]>`
          SELECT organisation_id AS "organisationId" FROM sensors.network WHERE id = ${id} FOR NO KEY UPDATE`;
        if (known === undefined) return 'missing';
        if (known.organisationId === organisationId) return 'unchanged';
        await transaction.$executeRaw`
          UPDATE sensors.network SET organisation_id = ${organisationId} WHERE id = ${id}`;
        await transaction.$executeRaw`
          UPDATE sensors.sensor s SET revision = s.revision + 1, updated_at = ${instant(at)}
          FROM (SELECT id FROM sensors.sensor WHERE network_id = ${id} ORDER BY id FOR NO KEY UPDATE) AS its
          WHERE s.id = its.id`;
        await tell([{ networkId: id, before: known.organisationId, organisation: organisationId }]);
        return 'changed';
      },
      { timeout: assignTimeoutMs, maxWait: assignTimeoutMs },
    );
  },

  async makeSites(sites: readonly Site[], at: EpochMs): Promise<Set<string>> {
    const made = await client.$queryRaw<Made[]>`
      INSERT INTO sensors.site (id, name, latitude, longitude, time_zone, country, city, created_at)
      SELECT id, name, latitude, longitude, "timeZone", country, city, ${instant(at)}
      FROM JSONB_TO_RECORDSET(${jsonOf(sites.map(placed))})
        AS r (id text, name text, latitude float8, longitude float8, "timeZone" text, country text, city text)
      ON CONFLICT (id) DO NOTHING RETURNING id`;
    return new Set(made.map(({ id }) => id));
  },

  async makeSensors(sensors: readonly NewSensor[], at: EpochMs): Promise<Set<string>> {
    const made = await client.$queryRaw<Made[]>`
      WITH given AS (SELECT * FROM JSONB_TO_RECORDSET(${jsonOf(sensors.map(placed))}) AS r (${fields})),
      made AS (
        INSERT INTO sensors.sensor (id, name, network_id, site_id, kind, maker, model, latitude, longitude, country,
          time_zone, is_mobile, variant, reporting_interval_ms, license, attribution, deployed_from, tags, revision,
          created_at, updated_at)
        SELECT id, name, "networkId", "siteId", kind, maker, model, latitude, longitude, country,
          "timeZone", "isMobile", variant, "reportingIntervalMs", license, attribution,
          ${instantOf(sql`"deployedFrom"`)}, tags, revision, ${instant(at)}, ${instant(at)}
        FROM given ON CONFLICT (id) DO NOTHING RETURNING id
      ),
      declared AS (
        INSERT INTO sensors.sensor_quantity (sensor_id, quantity)
        SELECT id, JSONB_ARRAY_ELEMENTS_TEXT(quantities) FROM given JOIN made USING (id)
      ),
      named AS (
        INSERT INTO sensors.sensor_external_id (sensor_id, system, external_id)
        SELECT given.id, e.value ->> 'system', e.value ->> 'id'
        FROM given JOIN made USING (id), JSONB_ARRAY_ELEMENTS("externalIds") AS e
      )
      SELECT id FROM made`;
    return new Set(made.map(({ id }) => id));
  },

  /**
   * Replaces a sensor where it still has the revision that the change was made from, and raises that; false where
   * somebody else came first. `lastSeenAt` is not touched: it belongs to the consumer of readings.
   */
  async replaceSensor(next: Sensor, at: EpochMs): Promise<boolean> {
    const changed = await client.$queryRaw<Made[]>`
      WITH given AS (SELECT * FROM JSONB_TO_RECORDSET(${jsonOf([placed(next)])}) AS r (${fields})),
      changed AS (
        UPDATE sensors.sensor s SET name = g.name, site_id = g."siteId", kind = g.kind, maker = g.maker, model = g.model,
          latitude = g.latitude, longitude = g.longitude, country = g.country, time_zone = g."timeZone",
          is_mobile = g."isMobile", variant = g.variant, reporting_interval_ms = g."reportingIntervalMs",
          license = g.license, attribution = g.attribution, deployed_from = ${instantOf(sql`g."deployedFrom"`)},
          deployed_to = ${instantOf(sql`g."deployedTo"`)}, retired = g.retired, tags = g.tags,
          online_until = s.last_seen_at + ${silence(sql`g."reportingIntervalMs"`)},
          revision = s.revision + 1, updated_at = ${instant(at)}
        FROM given g WHERE s.id = g.id AND s.revision = g.revision
        RETURNING s.id
      ),
      wanted AS (SELECT id, JSONB_ARRAY_ELEMENTS_TEXT(quantities) AS quantity FROM given JOIN changed USING (id)),
      called AS (
        SELECT given.id, e.value ->> 'system' AS system, e.value ->> 'id' AS external_id
        FROM given JOIN changed USING (id), JSONB_ARRAY_ELEMENTS("externalIds") AS e
      ),
      undeclared AS (
        DELETE FROM sensors.sensor_quantity q USING changed c
        WHERE q.sensor_id = c.id AND NOT EXISTS (SELECT FROM wanted w WHERE w.quantity = q.quantity)
      ),
      declared AS (
        INSERT INTO sensors.sensor_quantity (sensor_id, quantity) SELECT id, quantity FROM wanted ON CONFLICT DO NOTHING
      ),
      unnamed AS (
        DELETE FROM sensors.sensor_external_id x USING changed c
        WHERE x.sensor_id = c.id
          AND NOT EXISTS (SELECT FROM called w WHERE w.system = x.system AND w.external_id = x.external_id)
      ),
      named AS (
        INSERT INTO sensors.sensor_external_id (sensor_id, system, external_id)
        SELECT id, system, external_id FROM called ON CONFLICT DO NOTHING
      )
      SELECT id FROM changed`;
    return changed.length > 0;
  },
});

export type Registrations = ReturnType<typeof openRegistrations>;
