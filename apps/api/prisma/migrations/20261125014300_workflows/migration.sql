-- CreateTable
CREATE TABLE "workflow" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "interview_type_id" UUID,
    "current_version" INTEGER NOT NULL,
    "shipped_revision" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workflow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_version" (
    "workflow_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT,

    CONSTRAINT "workflow_version_pkey" PRIMARY KEY ("workflow_id","version")
);

-- CreateTable
CREATE TABLE "workflow_run" (
    "id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "interview_id" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "schedule_version" INTEGER NOT NULL,
    "context" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "workflow_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_step" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "step_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claim" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "outcome" JSONB,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "workflow_step_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "workflow_key_key" ON "workflow"("key");

-- CreateIndex
CREATE UNIQUE INDEX "workflow_run_dedupe_key_key" ON "workflow_run"("dedupe_key");

-- CreateIndex
CREATE INDEX "workflow_run_interview_id_idx" ON "workflow_run"("interview_id");

-- CreateIndex
CREATE UNIQUE INDEX "workflow_step_run_id_position_key" ON "workflow_step"("run_id", "position");

-- CreateIndex
CREATE INDEX "workflow_step_interview_id_idx" ON "workflow_step"("interview_id");

-- AddForeignKey
ALTER TABLE "workflow" ADD CONSTRAINT "workflow_interview_type_id_fkey" FOREIGN KEY ("interview_type_id") REFERENCES "interview_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_version" ADD CONSTRAINT "workflow_version_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_run" ADD CONSTRAINT "workflow_run_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_run" ADD CONSTRAINT "workflow_run_workflow_id_version_fkey" FOREIGN KEY ("workflow_id", "version") REFERENCES "workflow_version"("workflow_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_run" ADD CONSTRAINT "workflow_run_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_step" ADD CONSTRAINT "workflow_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "workflow_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "workflow_run" ADD CONSTRAINT "workflow_run_status_known" CHECK ("status" IN ('running', 'done', 'stopped'));
ALTER TABLE "workflow_step" ADD CONSTRAINT "workflow_step_status_known"
  CHECK ("status" IN ('waiting', 'pending', 'done', 'skipped', 'parked', 'cancelled'));
ALTER TABLE "workflow_step" ADD CONSTRAINT "workflow_step_due_when_pending"
  CHECK ("status" <> 'pending' OR "due_at" IS NOT NULL);

-- What is due, and what a person has to look at: small indexes over the rows that still wait for something.
CREATE INDEX "workflow_step_due" ON "workflow_step" ("due_at") WHERE "status" = 'pending';
CREATE INDEX "workflow_step_parked" ON "workflow_step" ("due_at") WHERE "status" = 'parked';

-- Versions are never changed: runs are pinned to them.
CREATE TRIGGER "workflow_version_append_only" BEFORE UPDATE OR DELETE ON "workflow_version"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
