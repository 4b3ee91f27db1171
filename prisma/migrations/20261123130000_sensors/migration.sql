-- The registry of sensors. One Postgres schema a subgraph: no other room reads or joins these tables.
CREATE SCHEMA IF NOT EXISTS "sensors";

-- Times are TIMESTAMPTZ(3) everywhere: instants to the millisecond, as JavaScript and the graph have them.

CREATE TABLE "sensors"."network" (
    "id"         TEXT NOT NULL,
    "name"       TEXT NOT NULL,
    "maker"      TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "network_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "sensors"."site" (
    "id"         TEXT NOT NULL,
    "name"       TEXT NOT NULL,
    "latitude"   DOUBLE PRECISION,
    "longitude"  DOUBLE PRECISION,
    "time_zone"  TEXT,
    "country"    TEXT,
    "city"       TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "sensors"."sensor" (
    "id"                    TEXT NOT NULL,
    "name"                  TEXT NOT NULL,
    "network_id"            TEXT NOT NULL,
    "site_id"               TEXT,
    "kind"                  TEXT NOT NULL,
    "maker"                 TEXT,
    "model"                 TEXT,
    "latitude"              DOUBLE PRECISION,
    "longitude"             DOUBLE PRECISION,
    "country"               TEXT,
    "time_zone"             TEXT,
    "is_mobile"             BOOLEAN NOT NULL DEFAULT false,
    "variant"               TEXT,
    "reporting_interval_ms" INTEGER,
    "license"               TEXT,
    "attribution"           TEXT,
    "deployed_from"         TIMESTAMPTZ(3),
    "deployed_to"           TIMESTAMPTZ(3),
    "retired"               BOOLEAN NOT NULL DEFAULT false,
    "last_seen_at"          TIMESTAMPTZ(3),
    -- Kept, not computed, so that ONLINE and OFFLINE can be filtered and counted in SQL.
    "online_until"          TIMESTAMPTZ(3),
    -- A row whose published_revision lags its revision has an event still to be told.
    "revision"              INTEGER NOT NULL DEFAULT 1,
    "published_revision"    INTEGER NOT NULL DEFAULT 0,
    "created_at"            TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at"            TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sensor_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "sensors"."sensor_external_id" (
    "sensor_id"   TEXT NOT NULL,
    "system"      TEXT NOT NULL,
    "external_id" TEXT NOT NULL,

    CONSTRAINT "sensor_external_id_pkey" PRIMARY KEY ("sensor_id", "system", "external_id")
);

CREATE TABLE "sensors"."sensor_quantity" (
    "sensor_id"    TEXT NOT NULL,
    "quantity"     TEXT NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "sensor_quantity_pkey" PRIMARY KEY ("sensor_id", "quantity")
);

-- (name, id) is the order of the Relay pages: the id makes it total, so a cursor never skips a namesake.
CREATE INDEX "site_name_id_idx" ON "sensors"."site" ("name", "id");
CREATE INDEX "sensor_name_id_idx" ON "sensors"."sensor" ("name", "id");

CREATE INDEX "sensor_network_id_idx" ON "sensors"."sensor" ("network_id");
CREATE INDEX "sensor_site_id_idx" ON "sensors"."sensor" ("site_id");

-- `nearest` looks inside a box of degrees first and measures only what is in it.
CREATE INDEX "sensor_latitude_longitude_idx" ON "sensors"."sensor" ("latitude", "longitude");

-- A maker's data names the sensor in the maker's words; the primary key starts with ours.
CREATE INDEX "sensor_external_id_system_external_id_idx" ON "sensors"."sensor_external_id" ("system", "external_id");
CREATE INDEX "sensor_quantity_quantity_idx" ON "sensors"."sensor_quantity" ("quantity");

-- A network with sensors cannot go; a site can, and leaves its sensors where their own coordinates say.
ALTER TABLE "sensors"."sensor"
    ADD CONSTRAINT "sensor_network_id_fkey" FOREIGN KEY ("network_id")
    REFERENCES "sensors"."network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "sensors"."sensor"
    ADD CONSTRAINT "sensor_site_id_fkey" FOREIGN KEY ("site_id")
    REFERENCES "sensors"."site" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "sensors"."sensor_external_id"
    ADD CONSTRAINT "sensor_external_id_sensor_id_fkey" FOREIGN KEY ("sensor_id")
    REFERENCES "sensors"."sensor" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "sensors"."sensor_quantity"
    ADD CONSTRAINT "sensor_quantity_sensor_id_fkey" FOREIGN KEY ("sensor_id")
    REFERENCES "sensors"."sensor" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
