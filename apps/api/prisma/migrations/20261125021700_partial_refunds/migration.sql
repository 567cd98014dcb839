-- Without an amount, all of a payment goes back.
UPDATE "payment" SET "refund_amount_minor" = NULL WHERE "refund_amount_minor" = "amount_minor";
