-- What still waits is found without reading what was taken in. Prisma's schema cannot say a partial index, so it stands here alone.
CREATE INDEX "Delivery_open_idx" ON "Delivery" ("receivedAt") WHERE "outcome" IS NULL;
