-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "exports";

-- CreateTable
CREATE TABLE "exports"."export_job" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "organisation_id" TEXT,
    "request" JSONB NOT NULL,
    "title" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "estimate" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "rows" BIGINT NOT NULL DEFAULT 0,
    "is_replayed" BOOLEAN,
    "files" JSONB NOT NULL DEFAULT '[]',
    "problems" JSONB NOT NULL DEFAULT '[]',
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "is_uncleared" BOOLEAN NOT NULL DEFAULT false,
    "claimed_by" TEXT,
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "export_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exports"."archive_day" (
    "sensor_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "is_replayed" BOOLEAN NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "marks" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER,
    "bytes" INTEGER,
    "sha256" TEXT,
    "built_at" TIMESTAMPTZ(3),
    "change" BIGINT,

    CONSTRAINT "archive_day_pkey" PRIMARY KEY ("sensor_id","day","is_replayed")
);

-- CreateIndex
CREATE INDEX "export_job_account_id_requested_at_idx" ON "exports"."export_job"("account_id", "requested_at");

-- CreateIndex
CREATE INDEX "export_job_organisation_id_requested_at_idx" ON "exports"."export_job"("organisation_id", "requested_at");

-- CreateIndex
CREATE INDEX "export_job_status_requested_at_idx" ON "exports"."export_job"("status", "requested_at");

-- CreateIndex
CREATE INDEX "export_job_expires_at_idx" ON "exports"."export_job"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "archive_day_change_key" ON "exports"."archive_day"("change");

-- CreateIndex
CREATE INDEX "archive_day_due_at_idx" ON "exports"."archive_day"("due_at");
