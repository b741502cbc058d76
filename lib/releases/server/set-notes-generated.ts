import { z } from "zod";
import { command } from "@/lib/command/command";
import { wakeSweep } from "./sweeps";

/** Says whether a tool writes the notes and nobody edits them by hand (B47). */
export const setNotesGenerated = command({
  permission: "repository.configure",
  input: z.object({
    repositoryId: z.uuid(),
    notesAreGenerated: z.boolean(),
    /** Logins of the tool that do not end with [bot]; left out, they stay as they are. */
    toolLogins: z
      .array(z.string().regex(/^[A-Za-z0-9-]{1,39}(?:\[bot\])?$/, "must be logins, such as demo-release-bot"))
      .max(20)
      .optional(),
  }),
  repositoryOf: async ({ repositoryId }) => repositoryId,
  async run({ tx }, { repositoryId, notesAreGenerated, toolLogins }) {
    await tx.repository.update({
      where: { id: repositoryId },
      data: { notesAreGenerated, ...(toolLogins ? { toolLogins } : {}) },
      select: { id: true },
    });
    return {
      value: { notesAreGenerated },
      events: [
        {
          type: "repository.configured",
          repositoryId,
          sentence: notesAreGenerated
            ? `Made the notes read-only: ${toolLogins?.length ? toolLogins.join(", ") : "a tool"} writes them`
            : "Let people edit the notes by hand",
        },
      ],
      changes: [
        { repositoryId, topic: "repository" },
        { repositoryId, topic: "draft" },
      ],
      // The watch over generated files begins with what is there now.
      afterCommit: () => wakeSweep(repositoryId, "repository"),
    };
  },
});
