-- What is agreed about changes and absences. Types and interviews that are there already get the rules that new types begin with.
ALTER TABLE "interview_type" ADD COLUMN "policy" JSONB NOT NULL DEFAULT
  '{"freeUntilHours": 24, "lateCancellationFeePercent": 50, "candidateNoShowRefundPercent": 0, "interviewerNoShowRefundPercent": 100, "rescheduleFreeUntilHours": 12, "maxReschedules": 2, "graceMinutes": 15, "outcomeMode": "automatic"}';
ALTER TABLE "interview_type" ALTER COLUMN "policy" DROP DEFAULT;
ALTER TABLE "interview" ADD COLUMN "policy" JSONB NOT NULL DEFAULT
  '{"freeUntilHours": 24, "lateCancellationFeePercent": 50, "candidateNoShowRefundPercent": 0, "interviewerNoShowRefundPercent": 100, "rescheduleFreeUntilHours": 12, "maxReschedules": 2, "graceMinutes": 15, "outcomeMode": "automatic"}';
ALTER TABLE "interview" ALTER COLUMN "policy" DROP DEFAULT;

ALTER TABLE "interview"
  ADD COLUMN "reschedules" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "outcome" TEXT,
  ADD COLUMN "outcome_by" TEXT,
  ADD COLUMN "outcome_at" TIMESTAMPTZ(3),
  ADD COLUMN "outcome_reason" TEXT,
  ADD COLUMN "proposed_outcome" TEXT;
ALTER TABLE "interview" ADD CONSTRAINT "interview_outcome_known"
  CHECK ("outcome" IN ('delivered', 'cut-short', 'no-show-candidate', 'no-show-interviewer', 'no-show-both')
    AND "proposed_outcome" IN ('delivered', 'cut-short', 'no-show-candidate', 'no-show-interviewer', 'no-show-both'));
ALTER TABLE "interview" ADD CONSTRAINT "interview_outcome_decided"
  CHECK (("outcome" IS NULL) = ("outcome_by" IS NULL) AND ("outcome" IS NULL) = ("outcome_at" IS NULL));

ALTER TABLE "payment" ADD COLUMN "refund_amount_minor" INTEGER;
UPDATE "payment" SET "refund_amount_minor" = "amount_minor" WHERE "refund_reason" IS NOT NULL;
ALTER TABLE "payment" ADD CONSTRAINT "payment_refund_within_amount"
  CHECK ("refund_amount_minor" BETWEEN 0 AND "amount_minor");

CREATE TABLE "schedule_change" (
    "id" BIGSERIAL NOT NULL,
    "interview_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "previous_start" TIMESTAMPTZ(3) NOT NULL,
    "start" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schedule_change_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "schedule_change_interview_id_version_key" ON "schedule_change"("interview_id", "version");
ALTER TABLE "schedule_change" ADD CONSTRAINT "schedule_change_interview_id_fkey"
  FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE TRIGGER "schedule_change_append_only" BEFORE UPDATE ON "schedule_change"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "admin_task" (
    "id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "opened_by" TEXT NOT NULL,
    "text" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "note" TEXT,

    CONSTRAINT "admin_task_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "admin_task_interview_id_idx" ON "admin_task"("interview_id");
ALTER TABLE "admin_task" ADD CONSTRAINT "admin_task_interview_id_fkey"
  FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "admin_task" ADD CONSTRAINT "admin_task_kind_known"
  CHECK ("kind" IN ('appeal', 'confirm-outcome', 'late-evidence'));

-- One open task of a kind for each who opened it: asking twice is asking once.
CREATE UNIQUE INDEX "admin_task_one_open" ON "admin_task" ("interview_id", "kind", "opened_by") WHERE "resolved_at" IS NULL;
CREATE INDEX "admin_task_open" ON "admin_task" ("opened_at", "id") WHERE "resolved_at" IS NULL;
CREATE INDEX "admin_task_resolved" ON "admin_task" ("resolved_at", "id") WHERE "resolved_at" IS NOT NULL;

-- Absences are decided by the start of the interview, not by its end.
CREATE INDEX "interview_grace_due" ON "interview" ("scheduled_at") WHERE "status" = 'scheduled' AND "proposed_outcome" IS NULL;
