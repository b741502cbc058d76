-- What the outcome of each check means for a release.
CREATE TABLE "CheckRule" (
    "repositoryId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "pattern" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    CONSTRAINT "CheckRule_pkey" PRIMARY KEY ("repositoryId", "position"),
    CONSTRAINT "CheckRule_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- What a workflow usually takes is read from its newest runs.
CREATE INDEX "WorkflowRun_repositoryId_workflowId_id_idx" ON "WorkflowRun"("repositoryId", "workflowId", "id");
