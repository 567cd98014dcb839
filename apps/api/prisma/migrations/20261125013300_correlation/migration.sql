-- The request that an event, and a message that follows from it, goes back to: their logs say so.
ALTER TABLE "outbox_event" ADD COLUMN "correlation_id" TEXT;
ALTER TABLE "message" ADD COLUMN "correlation_id" TEXT;
