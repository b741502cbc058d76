-- The attempt whose jobs were all read after it had completed: without it a failed run is not forgiven.
ALTER TABLE "WorkflowRun" ADD COLUMN "jobsReadOf" INTEGER;

-- Only failed runs are judged by their jobs; those of the others are not read again.
UPDATE "WorkflowRun" r SET "jobsReadOf" = r.attempt
WHERE r.status = 'completed' AND r.conclusion IS DISTINCT FROM 'failure' AND EXISTS (SELECT 1 FROM "WorkflowJob" j WHERE j."runId" = r.id);

-- Looks in a row that failed, for the time until the next.
ALTER TABLE "Sweep" ADD COLUMN "failures" INTEGER NOT NULL DEFAULT 0;
