-- Entries change when their words do; where they stand changes with every move. Apart, a move writes a twentieth.
ALTER TABLE "Draft" ADD COLUMN "entries" JSONB;
UPDATE "Draft" SET "entries" = "notes" -> 'entries', "notes" = "notes" - 'entries';
ALTER TABLE "Draft" ALTER COLUMN "entries" SET NOT NULL;
