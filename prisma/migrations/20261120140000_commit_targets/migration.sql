-- What Slipway does by itself has no person; every effect can be found by its release.
ALTER TABLE "Effect" ALTER COLUMN "actorId" DROP NOT NULL;
ALTER TABLE "Effect" ADD COLUMN "releaseId" UUID;
UPDATE "Effect" e SET "releaseId" = d."releaseId" FROM "Draft" d WHERE e."key" LIKE 'changelog-commit:' || d."id" || ':%';
CREATE INDEX "Effect_releaseId_kind_idx" ON "Effect"("releaseId", "kind");

CREATE TABLE "Proposal" (
    "id" UUID NOT NULL,
    "draftId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "Proposal_draftId_number_key" ON "Proposal"("draftId", "number");

ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Repository" ADD COLUMN "toolLogins" TEXT[];

CREATE TABLE "WatchedFile" (
    "repositoryId" UUID NOT NULL,
    "branch" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "headSha" TEXT NOT NULL,
    "oid" TEXT,

    CONSTRAINT "WatchedFile_pkey" PRIMARY KEY ("repositoryId","branch","path")
);

ALTER TABLE "WatchedFile" ADD CONSTRAINT "WatchedFile_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "HandEdit" (
    "repositoryId" UUID NOT NULL,
    "sha" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "committedAt" TIMESTAMPTZ(3) NOT NULL,
    "noticedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "overwrittenAt" TIMESTAMPTZ(3),

    CONSTRAINT "HandEdit_pkey" PRIMARY KEY ("repositoryId","sha","path")
);

CREATE INDEX "HandEdit_repositoryId_branch_idx" ON "HandEdit"("repositoryId", "branch");

ALTER TABLE "HandEdit" ADD CONSTRAINT "HandEdit_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;
