import { z } from "zod";
import type { NotesOperation } from "./notes-operation";

const id = z.string().min(1).max(80);
const index = z.number().int().min(0).max(100_000);
const entryIds = z.array(id).max(5_000);
const place = z.object({ categoryId: id, subsectionId: id.nullable(), index });
const title = z.string().max(300);
const description = z.string().max(4_000);
const words = z.string().max(20_000);

const placeEntries = z.object({
  type: z.literal("place-entries"),
  placements: z
    .array(z.object({ entryId: id, to: place }))
    .min(1)
    .max(5_000),
});
const createSubsection = z.object({
  type: z.literal("create-subsection"),
  subsectionId: id,
  categoryId: id,
  title,
  description,
  index,
  entryIds,
});
/** Accepted suggestions as one act: one level deep, and nothing but grouping. */
const all = z.object({
  type: z.literal("all"),
  operations: z
    .array(z.discriminatedUnion("type", [placeEntries, createSubsection]))
    .min(1)
    .max(500),
});

/**
 * An operation as it comes from a browser. Of the composite ones only grouping is let in; inverses are made by the
 * server. Whoever writes over words names those they saw.
 */
export const operationSchema: z.ZodType<NotesOperation> = z.discriminatedUnion("type", [
  placeEntries,
  createSubsection,
  all,
  z.object({ type: z.literal("edit-entry"), entryId: id, raw: words, base: words, seen: words }),
  z.object({ type: z.literal("drop-entry"), entryId: id, reason: z.string().max(500) }),
  z.object({ type: z.literal("restore-entry"), entryId: id, to: place }),
  z.object({ type: z.literal("mark-reviewed"), entryIds, isReviewed: z.boolean() }),
  z.object({ type: z.literal("move-category"), categoryId: id, index }),
  z.object({ type: z.literal("rename-category"), categoryId: id, title, seen: title }),
  z.object({ type: z.literal("rename-subsection"), subsectionId: id, title, seen: title }),
  z.object({ type: z.literal("describe-subsection"), subsectionId: id, description, seen: description }),
  z.object({ type: z.literal("move-subsection"), subsectionId: id, categoryId: id, index }),
  z.object({ type: z.literal("delete-subsection"), subsectionId: id, seen: z.object({ title, description }) }),
  z.object({
    type: z.literal("decide-text"),
    subject: z.object({ type: z.enum(["entry", "category-title", "subsection-title", "description"]), id }),
    yours: words,
    text: words.nullable(),
    seen: words.nullable(),
    base: words.nullable(),
  }),
]);
