-- Recordings of rooms: who agreed, how far one is, and the facts of its file.
CREATE TABLE "recording" (
    "id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "permitted_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "stop_requested_at" TIMESTAMPTZ(3),
    "checksum" TEXT,
    "bytes" BIGINT,
    "stored_at" TIMESTAMPTZ(3),
    "erase_after" TIMESTAMPTZ(3),
    "erased_at" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3),

    CONSTRAINT "recording_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "recording_interview_id_asked_at_idx" ON "recording"("interview_id", "asked_at");
ALTER TABLE "recording" ADD CONSTRAINT "recording_interview_id_fkey"
  FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "recording" ADD CONSTRAINT "recording_status_known"
  CHECK ("status" IN ('asked', 'declined', 'permitted', 'recording', 'stopped', 'ready', 'failed', 'erased'));
ALTER TABLE "recording" ADD CONSTRAINT "recording_asked_by_known" CHECK ("asked_by" IN ('candidate', 'interviewer'));
ALTER TABLE "recording" ADD CONSTRAINT "recording_reason_given" CHECK (CASE "status"
  WHEN 'declined' THEN "reason" IN ('refused', 'withdrawn', 'room-closed')
  WHEN 'failed' THEN "reason" IN ('recorder-absent', 'recorder-failed', 'file-missing')
  WHEN 'erased' THEN "reason" IN ('withdrawn', 'retention', 'administrator')
  ELSE "reason" IS NULL END AND ("status" NOT IN ('declined', 'failed', 'erased') OR "reason" IS NOT NULL));
-- The recorder came only after both had agreed.
ALTER TABLE "recording" ADD CONSTRAINT "recording_permitted_first"
  CHECK ("permitted_at" IS NOT NULL OR ("started_at" IS NULL AND "status" IN ('asked', 'declined')));
ALTER TABLE "recording" ADD CONSTRAINT "recording_stay"
  CHECK (("status" NOT IN ('recording', 'stopped', 'ready') OR "started_at" IS NOT NULL) AND ("stopped_at" IS NULL OR "stopped_at" >= "started_at"));
-- Its facts are there as long as the file is.
ALTER TABLE "recording" ADD CONSTRAINT "recording_file" CHECK (
  num_nulls("checksum", "bytes", "stored_at", "erase_after") = CASE "status" WHEN 'ready' THEN 0 ELSE 4 END
  AND "checksum" ~ '^[0-9a-f]{64}$' AND "bytes" > 0);
ALTER TABLE "recording" ADD CONSTRAINT "recording_erased_at" CHECK (("erased_at" IS NOT NULL) = ("status" = 'erased'));
-- One at a time.
CREATE UNIQUE INDEX "recording_one_active" ON "recording" ("interview_id") WHERE "status" IN ('asked', 'permitted', 'recording');
CREATE INDEX "recording_due" ON "recording" ("next_check_at") WHERE "next_check_at" IS NOT NULL;

-- Who waits for a recording that does not come is told.
ALTER TABLE "admin_task" DROP CONSTRAINT "admin_task_kind_known";
ALTER TABLE "admin_task" ADD CONSTRAINT "admin_task_kind_known"
  CHECK ("kind" IN ('appeal', 'confirm-outcome', 'evidence-missing', 'late-evidence', 'media-unseen', 'recording-missing'));

CREATE TABLE "recording_consent" (
    "recording_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recording_consent_pkey" PRIMARY KEY ("recording_id", "side")
);
ALTER TABLE "recording_consent" ADD CONSTRAINT "recording_consent_recording_id_fkey"
  FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "recording_consent" ADD CONSTRAINT "recording_consent_side_known" CHECK ("side" IN ('candidate', 'interviewer'));
ALTER TABLE "recording_consent" ADD CONSTRAINT "recording_consent_decision_known"
  CHECK ("decision" IN ('given', 'refused', 'withdrawn'));

CREATE TABLE "recorder_event" (
    "id" UUID NOT NULL,
    "room_name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recorder_event_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "recorder_event_room_name_occurred_at_idx" ON "recorder_event"("room_name", "occurred_at");
ALTER TABLE "recorder_event" ADD CONSTRAINT "recorder_event_state_known"
  CHECK ("state" IN ('recorder-joined', 'recorder-left', 'recorder-failed'));
