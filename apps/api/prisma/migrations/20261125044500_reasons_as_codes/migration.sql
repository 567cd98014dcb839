-- What the portal itself gives as a reason is a code that the pages have words for; words of a person stay words.
ALTER TABLE "interview_transition" ADD COLUMN "cause" TEXT;
ALTER TABLE "interview_transition" ALTER COLUMN "reason" DROP NOT NULL;
ALTER TABLE "message" ADD COLUMN "outcome" JSONB;

-- History is not changed otherwise: what is written anew here says the same.
ALTER TABLE "interview_transition" DISABLE TRIGGER "interview_transition_append_only";
UPDATE "interview_transition" t SET "cause" = known."cause", "reason" = NULL
  FROM (VALUES
    ('Booked; nothing to pay', 'booked-free'),
    ('Booked; waits for the payment', 'booked'),
    ('Given up before paying', 'given-up'),
    ('The payment service refuses to take the price', 'price-refused'),
    ('The hold lapsed unpaid', 'lapsed'),
    ('The whole payment was given back', 'given-back'),
    ('Paid', 'paid'),
    ('Paid after the hold had lapsed; the slot was still free', 'paid-late'),
    ('Both are in the room', 'met'),
    ('The two did not meet', 'no-show-both'),
    ('The candidate did not come', 'no-show-candidate'),
    ('The interviewer did not come', 'no-show-interviewer'),
    ('Everybody has left, or the room is closed', 'left'),
    ('Cancelled by the candidate', 'cancelled-by-candidate'),
    ('Cancelled by the interviewer', 'cancelled-by-interviewer'),
    ('Cancelled by the admin', 'cancelled-by-admin'),
    ('Decided by an administrator', 'decided-by-admin'),
    ('Ended by the candidate', 'ended-by-candidate'),
    ('Ended by the interviewer', 'ended-by-interviewer')
  ) AS known ("sentence", "cause")
  WHERE t."reason" = known."sentence";
-- Reasons in somebody's own words: who cancelled, or the settings of a workflow.
UPDATE "interview_transition" SET "cause" = 'cancelled-by-' || "actor"
  WHERE "cause" IS NULL AND "to_status" = 'cancelled' AND "actor" IN ('candidate', 'interviewer', 'admin');
UPDATE "interview_transition" SET "cause" = 'workflow'
  WHERE "cause" IS NULL AND "to_status" IN ('completed', 'no-show') AND "actor" = 'system';
ALTER TABLE "interview_transition" ENABLE TRIGGER "interview_transition_append_only";
ALTER TABLE "interview_transition" ADD CONSTRAINT "interview_transition_why_known"
  CHECK ("cause" IS NOT NULL OR "reason" IS NOT NULL);

UPDATE "message" m SET "outcome" = jsonb_build_object('reason', known."reason", 'values', '{}'::jsonb), "last_error" = NULL
  FROM (VALUES
    ('The interview does not exist any more.', 'interview-gone'),
    ('The interview was moved to another time.', 'interview-moved'),
    ('A later message has taken its place.', 'replaced'),
    ('There is nobody to send it to any more.', 'nobody-left'),
    ('Its link is not good any more.', 'link-over'),
    ('The planned start of the interview has passed.', 'start-passed'),
    ('The planned end of the interview has passed.', 'end-passed'),
    ('The feedback has been given.', 'feedback-given'),
    ('There is no feedback.', 'no-feedback'),
    ('The payment went through after all.', 'paid-after-all'),
    ('A payment arrived after all.', 'paid-after-all'),
    ('There is no payment.', 'no-payment'),
    ('The payment has not been refunded.', 'not-refunded'),
    ('The interview was never booked.', 'never-booked'),
    ('There is no channel for it.', 'no-channel'),
    ('There is no template for it.', 'no-template')
  ) AS known ("sentence", "reason")
  WHERE m."last_error" = known."sentence";
UPDATE "message" SET "last_error" = NULL, "outcome" = jsonb_build_object(
    'reason', 'other-status',
    'values', jsonb_build_object('status', substring("last_error" FROM '^The interview is ([a-z-]+)\.$')))
  WHERE "last_error" ~ '^The interview is (held|scheduled|in-progress|completed|expired|cancelled|no-show)\.$';
