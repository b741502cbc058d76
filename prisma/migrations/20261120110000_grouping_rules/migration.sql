CREATE TABLE "GroupingRule" (
    "id" UUID NOT NULL,
    "repositoryId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GroupingRule_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "GroupingRule_repositoryId_type_value_key" ON "GroupingRule"("repositoryId", "type", "value");

ALTER TABLE "GroupingRule" ADD CONSTRAINT "GroupingRule_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;
