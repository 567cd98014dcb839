-- Which of several Jitsi shards a room is on, and which shards take no new rooms.
CREATE TABLE "room_shard" (
    "interview_id" UUID NOT NULL,
    "shard" TEXT NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "room_shard_pkey" PRIMARY KEY ("interview_id")
);
ALTER TABLE "room_shard" ADD CONSTRAINT "room_shard_interview_id_fkey"
  FOREIGN KEY ("interview_id") REFERENCES "interview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "shard_drain" (
    "name" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shard_drain_pkey" PRIMARY KEY ("name")
);
