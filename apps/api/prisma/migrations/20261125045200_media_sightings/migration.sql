-- That picture or sound of the other side arrived, as the pages of the two tell it: a hint beside the presence ledger.
CREATE TABLE "media_sighting" (
    "interview_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "media_sighting_pkey" PRIMARY KEY ("interview_id", "role")
);
ALTER TABLE "media_sighting" ADD CONSTRAINT "media_sighting_interview_id_fkey"
  FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "media_sighting" ADD CONSTRAINT "media_sighting_role_known"
  CHECK ("role" IN ('candidate', 'interviewer'));

ALTER TABLE "admin_task" DROP CONSTRAINT "admin_task_kind_known";
ALTER TABLE "admin_task" ADD CONSTRAINT "admin_task_kind_known"
  CHECK ("kind" IN ('appeal', 'confirm-outcome', 'evidence-missing', 'late-evidence', 'media-unseen'));
