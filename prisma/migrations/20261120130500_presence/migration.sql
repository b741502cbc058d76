-- Who is here is true for seconds: it is not worth a write-ahead log, and a crash may forget it.
CREATE UNLOGGED TABLE "Presence" (
    "draftId" UUID NOT NULL,
    "tabId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "entryId" TEXT,
    "isEditing" BOOLEAN NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Presence_pkey" PRIMARY KEY ("draftId", "tabId")
);

ALTER TABLE "Presence" ADD CONSTRAINT "Presence_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "Draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Presence" ADD CONSTRAINT "Presence_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
