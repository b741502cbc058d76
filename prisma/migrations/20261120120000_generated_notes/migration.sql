ALTER TABLE "Repository" ADD COLUMN "notesAreGenerated" BOOLEAN NOT NULL DEFAULT false;
