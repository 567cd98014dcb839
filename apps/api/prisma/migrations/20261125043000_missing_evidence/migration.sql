-- An absence is not decided while the signalling server cannot be asked about it.
ALTER TABLE "interview"
  ADD COLUMN "evidence_gap_since" TIMESTAMPTZ(3),
  ADD COLUMN "evidence_retry_at" TIMESTAMPTZ(3);

ALTER TABLE "admin_task" DROP CONSTRAINT "admin_task_kind_known";
ALTER TABLE "admin_task" ADD CONSTRAINT "admin_task_kind_known"
  CHECK ("kind" IN ('appeal', 'confirm-outcome', 'evidence-missing', 'late-evidence'));
