-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "alerts";

-- CreateTable
CREATE TABLE "alerts"."alert_rule" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT,
    "revision" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "is_enabled" BOOLEAN NOT NULL,
    "is_published" BOOLEAN NOT NULL DEFAULT false,
    "is_approved" BOOLEAN NOT NULL DEFAULT false,
    "judged_since" INTEGER NOT NULL DEFAULT 1,
    "said_since" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alerts"."alert_rulebook" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "alert_rulebook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alerts"."alert_watch" (
    "sensor_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_watch_pkey" PRIMARY KEY ("sensor_id")
);

-- CreateTable
CREATE TABLE "alerts"."alert_incident" (
    "id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "judged" INTEGER NOT NULL,
    "open_key" TEXT,
    "rule_id" TEXT NOT NULL,
    "rule_revision" INTEGER NOT NULL,
    "organisation_id" TEXT,
    "subject" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "sensor_id" TEXT,
    "site_id" TEXT,
    "network_id" TEXT,
    "country" TEXT,
    "quantity" TEXT,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolution" TEXT,
    "peak" DOUBLE PRECISION,
    "peak_at" TIMESTAMPTZ(3) NOT NULL,
    "peak_beyond" DOUBLE PRECISION NOT NULL,
    "last" DOUBLE PRECISION,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "is_no_data" BOOLEAN NOT NULL,
    "threshold" DOUBLE PRECISION,
    "condition" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "is_replayed" BOOLEAN NOT NULL,
    "is_qualified" BOOLEAN NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "note" TEXT,
    "snoozed_until" TIMESTAMPTZ(3),
    "escalated" INTEGER NOT NULL DEFAULT 0,
    "escalate_at" TIMESTAMPTZ(3),
    "untold_since" TIMESTAMPTZ(3),
    "unheeded_since" TIMESTAMPTZ(3),

    CONSTRAINT "alert_incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alerts"."alert_incident_step" (
    "id" BIGSERIAL NOT NULL,
    "incident_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT,
    "details" JSONB NOT NULL,

    CONSTRAINT "alert_incident_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alerts"."alert_receiver" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "quiet_hours" JSONB,
    "cap_per_hour" INTEGER NOT NULL,
    "takes_replays" BOOLEAN NOT NULL,
    "is_enabled" BOOLEAN NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "unsubscribed_at" TIMESTAMPTZ(3),
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_receiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alerts"."alert_group" (
    "key" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "receiver_id" TEXT NOT NULL,
    "labels" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "told" JSONB NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_group_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "alerts"."alert_delivery" (
    "id" TEXT NOT NULL,
    "receiver_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "group_key" TEXT,
    "incident_ids" TEXT[],
    "reason" TEXT NOT NULL,
    "notice" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "endpoint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "queued_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),
    "claimed_by" TEXT,
    "claimed_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "fault" TEXT,
    "is_replayed" BOOLEAN NOT NULL,

    CONSTRAINT "alert_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alerts"."alert_silence" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "matcher" JSONB NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "weekly" JSONB,
    "comment" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_silence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alerts"."alert_inhibition" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "source" JSONB NOT NULL,
    "target" JSONB NOT NULL,
    "equal" TEXT[],
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_inhibition_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alert_rule_organisation_id_idx" ON "alerts"."alert_rule"("organisation_id");

-- CreateIndex
CREATE INDEX "alert_watch_due_at_idx" ON "alerts"."alert_watch"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "alert_incident_open_key_key" ON "alerts"."alert_incident"("open_key");

-- CreateIndex
CREATE INDEX "alert_incident_rule_id_subject_idx" ON "alerts"."alert_incident"("rule_id", "subject");

-- CreateIndex
CREATE INDEX "alert_incident_subject_idx" ON "alerts"."alert_incident"("subject");

-- CreateIndex
CREATE INDEX "alert_incident_changed_at_idx" ON "alerts"."alert_incident"("changed_at");

-- CreateIndex
CREATE INDEX "alert_incident_rule_id_state_idx" ON "alerts"."alert_incident"("rule_id", "state");

-- CreateIndex
CREATE INDEX "alert_incident_organisation_id_started_at_id_idx" ON "alerts"."alert_incident"("organisation_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "alert_incident_sensor_id_started_at_id_idx" ON "alerts"."alert_incident"("sensor_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "alert_incident_started_at_id_idx" ON "alerts"."alert_incident"("started_at", "id");

-- CreateIndex
CREATE INDEX "alert_incident_untold_since_idx" ON "alerts"."alert_incident"("untold_since");

-- CreateIndex
CREATE INDEX "alert_incident_unheeded_since_idx" ON "alerts"."alert_incident"("unheeded_since");

-- CreateIndex
CREATE INDEX "alert_incident_escalate_at_idx" ON "alerts"."alert_incident"("escalate_at");

-- CreateIndex
CREATE INDEX "alert_incident_step_incident_id_id_idx" ON "alerts"."alert_incident_step"("incident_id", "id");

-- CreateIndex
CREATE INDEX "alert_receiver_organisation_id_idx" ON "alerts"."alert_receiver"("organisation_id");

-- CreateIndex
CREATE INDEX "alert_group_due_at_idx" ON "alerts"."alert_group"("due_at");

-- CreateIndex
CREATE INDEX "alert_group_receiver_id_idx" ON "alerts"."alert_group"("receiver_id");

-- CreateIndex
CREATE INDEX "alert_delivery_state_next_at_idx" ON "alerts"."alert_delivery"("state", "next_at");

-- CreateIndex
CREATE INDEX "alert_delivery_receiver_id_state_queued_at_idx" ON "alerts"."alert_delivery"("receiver_id", "state", "queued_at");

-- CreateIndex
CREATE INDEX "alert_delivery_receiver_id_created_at_idx" ON "alerts"."alert_delivery"("receiver_id", "created_at");

-- CreateIndex
CREATE INDEX "alert_delivery_organisation_id_created_at_id_idx" ON "alerts"."alert_delivery"("organisation_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "alert_delivery_incident_ids_idx" ON "alerts"."alert_delivery" USING GIN ("incident_ids");

-- CreateIndex
CREATE INDEX "alert_silence_organisation_id_ends_at_idx" ON "alerts"."alert_silence"("organisation_id", "ends_at");

-- CreateIndex
CREATE INDEX "alert_inhibition_organisation_id_idx" ON "alerts"."alert_inhibition"("organisation_id");

-- AddForeignKey
ALTER TABLE "alerts"."alert_incident" ADD CONSTRAINT "alert_incident_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alerts"."alert_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts"."alert_incident_step" ADD CONSTRAINT "alert_incident_step_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "alerts"."alert_incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts"."alert_delivery" ADD CONSTRAINT "alert_delivery_receiver_id_fkey" FOREIGN KEY ("receiver_id") REFERENCES "alerts"."alert_receiver"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
