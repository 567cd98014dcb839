-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'candidate',
    "timeZone" TEXT,
    "locale" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interview_type" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "price_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interview_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interviewer" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "specialties" TEXT[],
    "time_zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "buffer_minutes" INTEGER NOT NULL DEFAULT 10,
    "minimum_notice_minutes" INTEGER NOT NULL DEFAULT 60,
    "accepts_instant" BOOLEAN NOT NULL DEFAULT true,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interviewer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "weekly_hours" (
    "id" UUID NOT NULL,
    "interviewer_id" UUID NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "start_minute" SMALLINT NOT NULL,
    "end_minute" SMALLINT NOT NULL,

    CONSTRAINT "weekly_hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interview" (
    "id" UUID NOT NULL,
    "room_name" TEXT,
    "candidate_id" TEXT NOT NULL,
    "interviewer_id" UUID NOT NULL,
    "interview_type_id" UUID NOT NULL,
    "specialist" TEXT NOT NULL DEFAULT 'human',
    "job_role" TEXT NOT NULL,
    "experience_level" TEXT NOT NULL,
    "focus" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "instant" BOOLEAN NOT NULL DEFAULT false,
    "scheduled_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "hold_expires_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "duration_seconds" INTEGER,
    "schedule_version" INTEGER NOT NULL DEFAULT 0,
    "price_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "type_name" TEXT NOT NULL,
    "candidate_time_zone" TEXT NOT NULL,
    "candidate_locale" TEXT NOT NULL,
    "idempotency_key" UUID NOT NULL,
    "interviewer_feedback" TEXT,
    "overall_rating" SMALLINT,
    "feedback_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interview_transition" (
    "id" BIGSERIAL NOT NULL,
    "interview_id" UUID NOT NULL,
    "from_status" TEXT,
    "to_status" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "interview_transition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "interview_id" UUID NOT NULL,
    "payload" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "dispatched_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "checkout_reference" TEXT,
    "checkout_url" TEXT,
    "provider_reference" TEXT,
    "amount_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" TEXT NOT NULL,
    "refund_reason" TEXT,
    "refund_requested_at" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_ledger_entry" (
    "id" BIGSERIAL NOT NULL,
    "payment_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "provider_reference" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_event" (
    "provider" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_event_pkey" PRIMARY KEY ("provider","event_id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'email',
    "recipient_role" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "schedule_version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "claim" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_link" (
    "id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_link_session" (
    "id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_link_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "presence_event" (
    "id" UUID NOT NULL,
    "room_name" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "occupant_id" TEXT,
    "user_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "occupancy" (
    "id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "occupant_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "occupancy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "branding" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "brand_color" TEXT NOT NULL,
    "logo" TEXT,
    "support_email" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "branding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "interview_type_slug_key" ON "interview_type"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "interviewer_email_key" ON "interviewer"("email");

-- CreateIndex
CREATE INDEX "weekly_hours_interviewer_id_idx" ON "weekly_hours"("interviewer_id");

-- CreateIndex
CREATE UNIQUE INDEX "interview_room_name_key" ON "interview"("room_name");

-- CreateIndex
CREATE INDEX "interview_candidate_id_scheduled_at_id_idx" ON "interview"("candidate_id", "scheduled_at", "id");

-- CreateIndex
CREATE INDEX "interview_scheduled_at_id_idx" ON "interview"("scheduled_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "interview_candidate_id_idempotency_key_key" ON "interview"("candidate_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "interview_transition_interview_id_id_idx" ON "interview_transition"("interview_id", "id");

-- CreateIndex
CREATE INDEX "outbox_event_interview_id_idx" ON "outbox_event"("interview_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_interview_id_key" ON "payment"("interview_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_checkout_reference_key" ON "payment"("checkout_reference");

-- CreateIndex
CREATE UNIQUE INDEX "payment_provider_reference_key" ON "payment"("provider_reference");

-- CreateIndex
CREATE UNIQUE INDEX "payment_ledger_entry_provider_reference_key" ON "payment_ledger_entry"("provider_reference");

-- CreateIndex
CREATE INDEX "payment_ledger_entry_payment_id_idx" ON "payment_ledger_entry"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_dedupe_key_key" ON "message"("dedupe_key");

-- CreateIndex
CREATE INDEX "message_interview_id_idx" ON "message"("interview_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_link_interview_id_role_version_key" ON "access_link"("interview_id", "role", "version");

-- CreateIndex
CREATE UNIQUE INDEX "access_link_session_token_hash_key" ON "access_link_session"("token_hash");

-- CreateIndex
CREATE INDEX "access_link_session_link_id_idx" ON "access_link_session"("link_id");

-- CreateIndex
CREATE INDEX "presence_event_room_name_occurred_at_idx" ON "presence_event"("room_name", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "occupancy_interview_id_occupant_id_joined_at_key" ON "occupancy"("interview_id", "occupant_id", "joined_at");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "weekly_hours" ADD CONSTRAINT "weekly_hours_interviewer_id_fkey" FOREIGN KEY ("interviewer_id") REFERENCES "interviewer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview" ADD CONSTRAINT "interview_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview" ADD CONSTRAINT "interview_interviewer_id_fkey" FOREIGN KEY ("interviewer_id") REFERENCES "interviewer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview" ADD CONSTRAINT "interview_interview_type_id_fkey" FOREIGN KEY ("interview_type_id") REFERENCES "interview_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview_transition" ADD CONSTRAINT "interview_transition_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_ledger_entry" ADD CONSTRAINT "payment_ledger_entry_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_link" ADD CONSTRAINT "access_link_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_link_session" ADD CONSTRAINT "access_link_session_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "access_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- No double booking: one interviewer, one live interview at a time. The service's check is courtesy; this is the rule.
ALTER TABLE "interview" ADD CONSTRAINT "interview_no_overlap"
  EXCLUDE USING gist ("interviewer_id" WITH =, tstzrange("scheduled_at", "ends_at") WITH &&)
  WHERE ("status" IN ('held', 'scheduled', 'in-progress'));

ALTER TABLE "interview" ADD CONSTRAINT "interview_status_known"
  CHECK ("status" IN ('held', 'scheduled', 'in-progress', 'completed', 'expired', 'cancelled', 'no-show'));
ALTER TABLE "interview" ADD CONSTRAINT "interview_times_ordered" CHECK ("scheduled_at" < "ends_at");
ALTER TABLE "interview" ADD CONSTRAINT "interview_hold_expires" CHECK ("status" <> 'held' OR "hold_expires_at" IS NOT NULL);
ALTER TABLE "interview" ADD CONSTRAINT "interview_room_when_live"
  CHECK ("status" NOT IN ('scheduled', 'in-progress', 'completed') OR "room_name" IS NOT NULL);
ALTER TABLE "interview" ADD CONSTRAINT "interview_rating_range" CHECK ("overall_rating" BETWEEN 1 AND 5);
ALTER TABLE "interview" ADD CONSTRAINT "interview_price_not_negative" CHECK ("price_minor" >= 0);
ALTER TABLE "interview_type" ADD CONSTRAINT "interview_type_price_not_negative" CHECK ("price_minor" >= 0);
ALTER TABLE "weekly_hours" ADD CONSTRAINT "weekly_hours_sane"
  CHECK ("weekday" BETWEEN 1 AND 7 AND "start_minute" >= 0 AND "start_minute" < "end_minute" AND "end_minute" <= 1440);
ALTER TABLE "payment" ADD CONSTRAINT "payment_status_known" CHECK ("status" IN ('pending', 'settled', 'refunded', 'failed'));
ALTER TABLE "message" ADD CONSTRAINT "message_status_known"
  CHECK ("status" IN ('queued', 'sending', 'sent', 'parked', 'skipped'));
ALTER TABLE "branding" ADD CONSTRAINT "branding_one_row" CHECK ("id" = 1);

-- What is due: small indexes over the rows that still wait for something.
CREATE INDEX "interview_hold_due" ON "interview" ("hold_expires_at") WHERE "status" = 'held';
CREATE INDEX "interview_end_due" ON "interview" ("ends_at") WHERE "status" IN ('scheduled', 'in-progress');
CREATE INDEX "interview_interviewer_live" ON "interview" ("interviewer_id", "scheduled_at")
  WHERE "status" IN ('held', 'scheduled', 'in-progress');
CREATE INDEX "outbox_event_due" ON "outbox_event" ("next_attempt_at", "id") WHERE "dispatched_at" IS NULL;
CREATE INDEX "message_due" ON "message" ("next_attempt_at") WHERE "status" IN ('queued', 'sending');
CREATE INDEX "message_parked" ON "message" ("created_at") WHERE "status" = 'parked';
CREATE INDEX "payment_check_due" ON "payment" ("next_check_at") WHERE "next_check_at" IS NOT NULL;
CREATE INDEX "occupancy_open" ON "occupancy" ("interview_id") WHERE "left_at" IS NULL;

-- History, ledger and audit are append-only.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "interview_transition_append_only" BEFORE UPDATE ON "interview_transition"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "payment_ledger_entry_append_only" BEFORE UPDATE OR DELETE ON "payment_ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
