CREATE TABLE "Check" (
    "repositoryId" UUID NOT NULL,
    "sha" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "app" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reportId" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "conclusion" TEXT,
    "sentence" TEXT NOT NULL,
    "url" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Check_pkey" PRIMARY KEY ("repositoryId","sha","source","app","name")
);

CREATE TABLE "CheckPage" (
    "repositoryId" UUID NOT NULL,
    "sha" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "page" INTEGER NOT NULL,
    "etag" TEXT,
    "hasNext" BOOLEAN NOT NULL,

    CONSTRAINT "CheckPage_pkey" PRIMARY KEY ("repositoryId","sha","source","page")
);

ALTER TABLE "Check" ADD CONSTRAINT "Check_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "CheckPage" ADD CONSTRAINT "CheckPage_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Repositories that are connected already are asked for their checks from now on.
INSERT INTO "Sweep" ("repositoryId", "resource") SELECT "id", 'checks' FROM "Repository";
