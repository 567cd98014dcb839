-- Where people can be reached by text message (E.164).
ALTER TABLE "user" ADD COLUMN "phone" TEXT;
ALTER TABLE "interviewer" ADD COLUMN "phone" TEXT;

-- What the candidate says of the session.
ALTER TABLE "interview" ADD COLUMN "session_rating" SMALLINT,
ADD COLUMN "session_comment" TEXT,
ADD COLUMN "session_rated_at" TIMESTAMPTZ(3);
ALTER TABLE "interview" ADD CONSTRAINT "interview_session_rating_range" CHECK ("session_rating" BETWEEN 1 AND 5);

-- Which administrator a message is for.
ALTER TABLE "message" ADD COLUMN "recipient_id" TEXT;

-- Words of messages that administrators wrote.
CREATE TABLE "message_template_text" (
    "template" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "texts" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_template_text_pkey" PRIMARY KEY ("template","audience","channel","locale")
);
