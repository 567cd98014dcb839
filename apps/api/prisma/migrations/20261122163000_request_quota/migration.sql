-- Counters of the request quotas (columns as rate-limiter-flexible names them); unlogged: losing them in a crash costs nothing.
CREATE UNLOGGED TABLE "request_quota" (
  "key" VARCHAR(255) PRIMARY KEY,
  "points" INTEGER NOT NULL DEFAULT 0,
  "expire" BIGINT
);
CREATE INDEX "request_quota_expire" ON "request_quota" ("expire");
