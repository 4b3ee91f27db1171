-- AlterTable
ALTER TABLE "sensors"."sensor" ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "sensor_tags_idx" ON "sensors"."sensor" USING GIN ("tags");
