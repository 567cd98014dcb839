-- The administrators' table, narrowed by status: a rare status is found without reading through all the others.
CREATE INDEX "interview_status_scheduled_at_id_idx" ON "interview"("status", "scheduled_at", "id");
