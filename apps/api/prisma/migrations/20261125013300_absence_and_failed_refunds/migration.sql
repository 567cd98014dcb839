-- Who stayed away, of an interview that is a no-show. What is known of earlier ones stands in their events.
ALTER TABLE "interview" ADD COLUMN "absent" TEXT;
UPDATE "interview" v SET "absent" = e."payload"->>'absent'
  FROM "outbox_event" e
  WHERE e."interview_id" = v."id" AND e."type" = 'interview.no-show' AND v."status" = 'no-show';
ALTER TABLE "interview" ADD CONSTRAINT "interview_absent_known"
  CHECK ("absent" IN ('candidate', 'interviewer', 'both') AND ("absent" IS NULL OR "status" = 'no-show'));

-- A refund that fails later is written down beside the refund itself, under the same reference of the provider.
DROP INDEX "payment_ledger_entry_provider_reference_key";
CREATE UNIQUE INDEX "payment_ledger_entry_kind_provider_reference_key" ON "payment_ledger_entry"("kind", "provider_reference");
ALTER TABLE "payment_ledger_entry" ADD CONSTRAINT "payment_ledger_entry_kind_known"
  CHECK ("kind" IN ('charge', 'refund', 'refund-failed'));

-- History is neither changed nor deleted, not even together with its interview.
ALTER TABLE "interview_transition" DROP CONSTRAINT "interview_transition_interview_id_fkey";
ALTER TABLE "interview_transition" ADD CONSTRAINT "interview_transition_interview_id_fkey"
  FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
DROP TRIGGER "interview_transition_append_only" ON "interview_transition";
CREATE TRIGGER "interview_transition_append_only" BEFORE UPDATE OR DELETE ON "interview_transition"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
