import { z } from "zod";
import { command } from "@/lib/command/command";
import { isTimeZone } from "../iso-day";

/** Chooses the time zone whose calendar day is written into the heading of a release. */
export const setTimeZone = command({
  permission: "repository.configure",
  input: z.object({
    repositoryId: z.uuid(),
    timeZone: z.string().trim().max(100).refine(isTimeZone, "must be a time zone such as Asia/Seoul, Europe/Berlin or UTC"),
  }),
  repositoryOf: async ({ repositoryId }) => repositoryId,
  async run({ tx }, { repositoryId, timeZone }) {
    await tx.repository.update({ where: { id: repositoryId }, data: { timeZone }, select: { id: true } });
    return {
      value: { timeZone },
      events: [{ type: "repository.configured", repositoryId, sentence: `Dated releases by the calendar of ${timeZone}` }],
      changes: [{ repositoryId, topic: "repository" }],
    };
  },
});
