-- Whose seat a vote takes: the lender's where the slot was lent, else the voter's. One seat has one current vote in a round.
ALTER TABLE "Vote" ADD COLUMN "onBehalfOfId" BIGINT;
ALTER TABLE "Vote" ADD COLUMN "holder" BIGINT;

UPDATE "Vote" v SET "onBehalfOfId" = (
  SELECT d."fromGithubId" FROM "Delegation" d
  JOIN "Decision" o ON o."id" = v."decisionId"
  JOIN "Release" r ON r."id" = o."releaseId"
  WHERE d."repositoryId" = r."repositoryId" AND d."fromLogin" = v."onBehalfOf"
  ORDER BY d."createdAt" DESC LIMIT 1
) WHERE v."onBehalfOf" IS NOT NULL;
UPDATE "Vote" SET "holder" = coalesce("onBehalfOfId", "person");

-- In rounds that are open, a GO on a seat that has voted already ends; elsewhere what was counted
-- stays, and with it a seat for each voter.
UPDATE "Vote" v SET "isCurrent" = false, "endedAt" = now(), "endedBecause" = 'changed'
WHERE v."isCurrent" AND v."onBehalfOf" IS NOT NULL AND v."kind" = 'go'
  AND EXISTS (SELECT 1 FROM "Decision" o WHERE o."id" = v."decisionId" AND o."state" = 'open')
  AND EXISTS (
    SELECT 1 FROM "Vote" w WHERE w."decisionId" = v."decisionId" AND w."isCurrent" AND w."holder" = v."holder" AND w."id" <> v."id"
      AND (w."onBehalfOf" IS NULL OR w."kind" <> 'go' OR w."id" < v."id")
  );
UPDATE "Vote" SET "holder" = "person" WHERE "decisionId" IN (
  SELECT "decisionId" FROM "Vote" WHERE "isCurrent" GROUP BY "decisionId", "holder" HAVING count(*) > 1
);

ALTER TABLE "Vote" ALTER COLUMN "holder" SET NOT NULL;
CREATE UNIQUE INDEX "Vote_current_holder_key" ON "Vote"("decisionId", "holder") WHERE "isCurrent";

-- An answer without anybody may have come from a part of GitHub that did not know the commit yet; it is asked for again.
DELETE FROM "CommitHands" WHERE "hands" = '[]'::jsonb;
