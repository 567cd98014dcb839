-- What has gone back of a payment so far: a part of it can.
ALTER TABLE "payment" ADD COLUMN "refunded_minor" INTEGER NOT NULL DEFAULT 0;
UPDATE "payment" p SET "refunded_minor" = (
  SELECT coalesce(sum(CASE e."kind" WHEN 'refund' THEN e."amount_minor" WHEN 'refund-failed' THEN -e."amount_minor" ELSE 0 END), 0)
  FROM "payment_ledger_entry" e WHERE e."payment_id" = p."id");
