CREATE TABLE "RequestBudget" (
    "identity" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "limit" INTEGER,
    "remaining" INTEGER,
    "resetAt" TIMESTAMPTZ(3),
    "pausedUntil" TIMESTAMPTZ(3),
    "reason" TEXT,
    "strikes" INTEGER NOT NULL DEFAULT 0,
    "writingUntil" TIMESTAMPTZ(3),

    CONSTRAINT "RequestBudget_pkey" PRIMARY KEY ("identity", "resource")
);

CREATE TABLE "GithubState" (
    "id" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failingSince" TIMESTAMPTZ(3),
    "awaySince" TIMESTAMPTZ(3),
    "probeAt" TIMESTAMPTZ(3),

    CONSTRAINT "GithubState_pkey" PRIMARY KEY ("id")
);

INSERT INTO "GithubState" ("id") VALUES (1);

-- Counts and copies of answers: a crash may forget them, at the price of asking again.
CREATE UNLOGGED TABLE "RequestUse" (
    "identity" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "RequestUse_pkey" PRIMARY KEY ("identity", "hour", "kind")
);

CREATE UNLOGGED TABLE "HttpCache" (
    "scope" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "accept" TEXT NOT NULL,
    "etag" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HttpCache_pkey" PRIMARY KEY ("scope", "url", "accept")
);

CREATE INDEX "HttpCache_checkedAt_idx" ON "HttpCache"("checkedAt");

-- What stands at a path of a commit never changes.
CREATE TABLE "CommitFile" (
    "repositoryId" UUID NOT NULL,
    "sha" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "oid" TEXT,
    "byteSize" INTEGER NOT NULL,

    CONSTRAINT "CommitFile_pkey" PRIMARY KEY ("repositoryId", "sha", "path")
);

ALTER TABLE "CommitFile" ADD CONSTRAINT "CommitFile_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Sweep" ADD COLUMN "spent" DOUBLE PRECISION NOT NULL DEFAULT 0;

INSERT INTO "Sweep" ("repositoryId", "resource") SELECT "id", 'changes' FROM "Repository";

CREATE INDEX "Delivery_receivedAt_idx" ON "Delivery"("receivedAt");
