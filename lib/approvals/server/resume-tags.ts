import { database } from "@/lib/db/client";
import { makeTag } from "./create-tag";

/** A tag that is being made for longer than this was left behind by a process that ended. */
const LEFT_BEHIND = "30 seconds";

/** Takes up tags whose making was cut off: looks first, and makes them only if they were not made. */
export async function resumeTags(): Promise<void> {
  const rows = await database().$queryRaw<{ id: string; taggingBy: string }[]>`
    select "id", "taggingBy" from "Decision" where "state" = 'tagging' and "taggingSince" < now() - ${LEFT_BEHIND}::interval`;
  for (const { id, taggingBy } of rows) {
    const user = await database().user.findUniqueOrThrow({ where: { id: taggingBy } });
    // Refused or unknown, it is on record; the next look comes by itself.
    await makeTag({ id: user.id, login: user.login, name: user.name }, id).catch(() => {});
  }
}
