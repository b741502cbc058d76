import { database } from "@/lib/db/client";
import { log } from "@/lib/log/log";
import { noteDecision } from "./note-decision";
import { listTimedDecisions, remindOfDeadline } from "./remind-of-deadlines";
import { resumeTags } from "./resume-tags";

/** The background of decisions: what moved under open rounds, whose time is running out, and tags that were left half made. */
export async function tendDecisions(): Promise<void> {
  const open = await database().decision.findMany({ where: { state: "open" }, select: { id: true }, orderBy: { createdAt: "asc" } });
  await eachOf(open, ({ id }) => noteDecision(id));
  await eachOf(await listTimedDecisions(), remindOfDeadline);
  await resumeTags();
}

/** One round that cannot be looked at does not hold up the others. */
async function eachOf<Item>(items: Item[], tend: (item: Item) => Promise<unknown>): Promise<void> {
  for (const item of items)
    await tend(item).catch((error: unknown) =>
      log().warn({ error: error instanceof Error ? error.message : String(error) }, "a decision could not be looked at"),
    );
}
