-- What a link is for: `invitation` around the interview, `feedback` with a later request for feedback.
ALTER TABLE "access_link" ADD COLUMN "purpose" TEXT NOT NULL DEFAULT 'invitation';
ALTER TABLE "access_link" ALTER COLUMN "purpose" DROP DEFAULT;
ALTER TABLE "access_link" ADD CONSTRAINT "access_link_purpose_known" CHECK ("purpose" IN ('invitation', 'feedback'));
