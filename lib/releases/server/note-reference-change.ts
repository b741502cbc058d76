import { z } from "zod";
import { database } from "@/lib/db/client";
import { announce } from "@/lib/live/announce";
import { wakeSweep } from "./sweeps";

const numbered = z.object({ number: z.number() });
const changePayload = z.object({ pull_request: numbered.optional(), issue: numbered.optional() });
const labelPayload = z.object({
  action: z.string(),
  label: z.object({ name: z.string() }),
  changes: z.object({ name: z.object({ from: z.string() }).optional() }).optional(),
});

/**
 * Something happened to what entries may refer to: a pull request or an issue is read again when one does, a label takes
 * its new name. Answers what became of it, in words; null for other events.
 */
export async function noteReferenceChange(
  repositoryId: string,
  { event, payload }: { event: string; payload: unknown },
): Promise<string | null> {
  if (event === "label") return renameLabel(repositoryId, labelPayload.parse(payload));
  if (event !== "pull_request" && event !== "issues") return null;
  const { pull_request: pull, issue } = changePayload.parse(payload);
  const number = (pull ?? issue)?.number;
  const { count } = await database().referencedPull.updateMany({
    where: { repositoryId, number: number ?? 0 },
    data: { changedAt: new Date() },
  });
  if (count === 0) return `ignored: no entry refers to #${number}`;
  await wakeSweep(repositoryId, "references");
  return `applied: #${number} is read again`;
}

/** GitHub tells of a label once, not of everything that carries it. */
async function renameLabel(repositoryId: string, { action, label, changes }: z.infer<typeof labelPayload>): Promise<string> {
  const before = action === "deleted" ? label.name : changes?.name?.from;
  if (before === undefined || (action !== "edited" && action !== "deleted")) return "ignored: no entry's label has another name";
  const count =
    action === "deleted"
      ? await database().$executeRaw`
          update "ReferencedPull" set labels = array_remove(labels, ${before})
          where "repositoryId" = ${repositoryId}::uuid and ${before} = any(labels)`
      : await database().$executeRaw`
          update "ReferencedPull" set labels = array_replace(labels, ${before}, ${label.name})
          where "repositoryId" = ${repositoryId}::uuid and ${before} = any(labels)`;
  if (count > 0) await announce({ repositoryId, topic: "pulls" });
  return `applied: the label ${before} is ${action === "deleted" ? "gone" : label.name} at ${count} pull requests and issues`;
}
