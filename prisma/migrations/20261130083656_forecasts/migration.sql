-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "forecasts";

-- Forecasts as they were issued, a row an hour of each sensor and quantity. What a forecast says lies in `outlooks`: it is read whole or not at all.
CREATE TABLE "forecasts"."forecast" (
    "sensor_id" TEXT NOT NULL,
    "quantity" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "shadow" TEXT NOT NULL DEFAULT '',
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "model_id" TEXT,
    "model_version" TEXT,
    "trained_to" TIMESTAMPTZ(3),
    "replayed" BOOLEAN NOT NULL,
    "time_zone" TEXT NOT NULL,
    "newest_hour_end" TIMESTAMPTZ(3),
    "observed_24" INTEGER NOT NULL,
    "observed_168" INTEGER NOT NULL,
    "fallbacks" JSONB NOT NULL,
    "outlooks" JSONB NOT NULL,
    "scored" INTEGER NOT NULL DEFAULT 0,
    "score_at" TIMESTAMPTZ(3),
    "untold_since" TIMESTAMPTZ(3),

    CONSTRAINT "forecast_pkey" PRIMARY KEY ("sensor_id","quantity","issued_at","shadow")
);

-- Sums by day, so that a window of 7, 30 or 90 days is a few rows of each sensor and does not need the forecasts themselves.
CREATE TABLE "forecasts"."forecast_score" (
    "sensor_id" TEXT NOT NULL,
    "quantity" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "head" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "model_version" TEXT NOT NULL,
    "is_shadow" BOOLEAN NOT NULL,
    "sample" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "abs_error" DOUBLE PRECISION NOT NULL,
    "covered" INTEGER NOT NULL,
    "pinball" DOUBLE PRECISION NOT NULL,
    "compared" INTEGER NOT NULL,
    "compared_error" DOUBLE PRECISION NOT NULL,
    "persistence_error" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "forecast_score_pkey" PRIMARY KEY ("sensor_id","quantity","day","head","kind","model_id","model_version","is_shadow","sample")
);

-- What was said of days to come, so that each crossing is said once.
CREATE TABLE "forecasts"."forecast_exceedance" (
    "sensor_id" TEXT NOT NULL,
    "quantity" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "category" TEXT NOT NULL,
    "lower_bound" DOUBLE PRECISION NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "is_expected" BOOLEAN NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "replayed" BOOLEAN NOT NULL,
    "told_expected" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "forecast_exceedance_pkey" PRIMARY KEY ("sensor_id","quantity","date","category")
);

-- CreateIndex
CREATE INDEX "forecast_issued_at_idx" ON "forecasts"."forecast"("issued_at");

-- CreateIndex
CREATE INDEX "forecast_score_at_idx" ON "forecasts"."forecast"("score_at");

-- CreateIndex
CREATE INDEX "forecast_untold_since_idx" ON "forecasts"."forecast"("untold_since");

-- CreateIndex
CREATE INDEX "forecast_score_day_idx" ON "forecasts"."forecast_score"("day");

-- CreateIndex
CREATE INDEX "forecast_exceedance_date_idx" ON "forecasts"."forecast_exceedance"("date");
