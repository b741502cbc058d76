-- Go/no-go: how repositories decide, each round with its votes, and who may vote for whom.

CREATE TABLE "ApprovalPolicy" (
    "repositoryId" UUID NOT NULL,
    "releaseType" TEXT NOT NULL,
    "policy" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "ApprovalPolicy_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ApprovalPolicy_pkey" PRIMARY KEY ("repositoryId", "releaseType")
);

CREATE TABLE "Team" (
    "owner" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "members" JSONB NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "Team_pkey" PRIMARY KEY ("owner", "slug")
);

CREATE TABLE "CommitHands" (
    "repositoryId" UUID NOT NULL,
    "sha" TEXT NOT NULL,
    "hands" JSONB NOT NULL,
    CONSTRAINT "CommitHands_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "CommitHands_pkey" PRIMARY KEY ("repositoryId", "sha")
);

CREATE TABLE "Delegation" (
    "id" UUID NOT NULL,
    "repositoryId" UUID NOT NULL,
    "fromGithubId" BIGINT NOT NULL,
    "fromLogin" TEXT NOT NULL,
    "toGithubId" BIGINT NOT NULL,
    "toLogin" TEXT NOT NULL,
    "slot" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Delegation_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Delegation_repositoryId_endsAt_idx" ON "Delegation"("repositoryId", "endsAt");

CREATE TABLE "Decision" (
    "id" UUID NOT NULL,
    "releaseId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "releaseType" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "refName" TEXT NOT NULL,
    "policy" JSONB NOT NULL,
    "answers" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "standing" TEXT NOT NULL,
    "counting" TEXT[],
    "state" TEXT NOT NULL DEFAULT 'open',
    "askedBy" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dueAt" TIMESTAMPTZ(3),
    "pausedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" UUID,
    "closedBecause" TEXT,
    "taggingSince" TIMESTAMPTZ(3),
    "taggingBy" UUID,
    "tag" TEXT,
    "tagMessage" TEXT,
    "tagObject" TEXT,
    "record" JSONB,
    "recordDigest" TEXT,
    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Decision_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Decision_releaseId_version_round_key" ON "Decision"("releaseId", "version", "round");
CREATE INDEX "Decision_state_idx" ON "Decision"("state");

CREATE TABLE "Vote" (
    "id" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "person" BIGINT NOT NULL,
    "userId" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "onBehalfOf" TEXT,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "evidence" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "isCurrent" BOOLEAN NOT NULL DEFAULT true,
    "endedAt" TIMESTAMPTZ(3),
    "endedBecause" TEXT,
    CONSTRAINT "Vote_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Vote_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "Vote_decisionId_at_idx" ON "Vote"("decisionId", "at");

CREATE TABLE "DecisionTurn" (
    "id" BIGSERIAL NOT NULL,
    "decisionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "standing" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "sentence" TEXT NOT NULL,
    "voided" TEXT[],
    "revived" TEXT[],
    "commits" JSONB,
    CONSTRAINT "DecisionTurn_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "DecisionTurn_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "DecisionTurn_decisionId_id_idx" ON "DecisionTurn"("decisionId", "id");

CREATE TABLE "Remark" (
    "id" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Remark_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Remark_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "Remark_decisionId_at_idx" ON "Remark"("decisionId", "at");

CREATE TABLE "Override" (
    "id" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "person" BIGINT NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "secondPerson" BIGINT,
    "secondUserId" UUID,
    "secondName" TEXT,
    "secondAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    CONSTRAINT "Override_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Override_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "Override_decisionId_idx" ON "Override"("decisionId");

CREATE TABLE "Reminder" (
    "id" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "by" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Reminder_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "Reminder_decisionId_idx" ON "Reminder"("decisionId");

-- One round of a version at a time, and one person one slot: whatever races, the second one fails (RELIABILITY T12).
CREATE UNIQUE INDEX "Decision_open_key" ON "Decision"("releaseId", "version") WHERE "state" IN ('open', 'tagging');
CREATE UNIQUE INDEX "Vote_current_key" ON "Vote"("decisionId", "person") WHERE "isCurrent";
CREATE UNIQUE INDEX "Override_current_key" ON "Override"("decisionId") WHERE "withdrawnAt" IS NULL;
CREATE UNIQUE INDEX "Reminder_once_key" ON "Reminder"("decisionId", "slot", "kind") WHERE "by" IS NULL;

-- Where people stand on a release pull request on GitHub, shown beside the votes.
ALTER TABLE "PullRequest" ADD COLUMN "reviews" JSONB NOT NULL DEFAULT '[]';
