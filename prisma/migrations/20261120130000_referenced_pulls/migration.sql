ALTER TABLE "Sweep" ADD COLUMN "problem" TEXT;

CREATE TABLE "ReferencedPull" (
    "repositoryId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "labels" TEXT[],
    "paths" TEXT[],
    "closes" TEXT[],
    "mergedAt" TIMESTAMPTZ(3),
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReferencedPull_pkey" PRIMARY KEY ("repositoryId","number")
);

ALTER TABLE "ReferencedPull" ADD CONSTRAINT "ReferencedPull_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;
