-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "correlations";

-- CreateTable
CREATE TABLE "correlations"."health_series" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "population" TEXT,
    "source" TEXT,
    "time_zone" TEXT NOT NULL,
    "first_day" DATE NOT NULL,
    "days" INTEGER NOT NULL,
    "columns" JSONB NOT NULL,
    "content" BYTEA NOT NULL,
    "content_hash" TEXT NOT NULL,
    "uploaded_by_id" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "health_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "correlations"."health_question" (
    "organisation_id" TEXT NOT NULL,
    "outcome_hash" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "months" INTEGER NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "health_question_pkey" PRIMARY KEY ("organisation_id","outcome_hash","from_day","to_day","months")
);

-- CreateTable
CREATE TABLE "correlations"."association_run" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "health_series_id" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "requested_by_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "asked" JSONB NOT NULL,
    "question" BYTEA,
    "status" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "claimed_by" TEXT,
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    "found" JSONB,
    "problems" JSONB,

    CONSTRAINT "association_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "correlations"."published_association" (
    "id" TEXT NOT NULL,
    "site_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "note" TEXT,
    "population" TEXT,
    "found" JSONB NOT NULL,
    "published_by_id" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_association_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "health_series_organisation_id_uploaded_at_idx" ON "correlations"."health_series"("organisation_id", "uploaded_at");

-- CreateIndex
CREATE UNIQUE INDEX "health_series_organisation_id_content_hash_key" ON "correlations"."health_series"("organisation_id", "content_hash");

-- CreateIndex
CREATE INDEX "association_run_organisation_id_requested_at_idx" ON "correlations"."association_run"("organisation_id", "requested_at");

-- CreateIndex
CREATE INDEX "association_run_health_series_id_idx" ON "correlations"."association_run"("health_series_id");

-- CreateIndex
CREATE INDEX "association_run_status_requested_at_idx" ON "correlations"."association_run"("status", "requested_at");

-- CreateIndex
CREATE UNIQUE INDEX "association_run_organisation_id_content_hash_key" ON "correlations"."association_run"("organisation_id", "content_hash");

-- CreateIndex
CREATE INDEX "published_association_site_id_published_at_idx" ON "correlations"."published_association"("site_id", "published_at");

-- CreateIndex
CREATE INDEX "published_association_organisation_id_idx" ON "correlations"."published_association"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "published_association_site_id_organisation_id_content_hash_key" ON "correlations"."published_association"("site_id", "organisation_id", "content_hash");

-- AddForeignKey
ALTER TABLE "correlations"."association_run" ADD CONSTRAINT "association_run_health_series_id_fkey" FOREIGN KEY ("health_series_id") REFERENCES "correlations"."health_series"("id") ON DELETE CASCADE ON UPDATE CASCADE;
