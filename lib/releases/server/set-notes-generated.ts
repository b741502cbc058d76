import { z } from "zod";
import { command } from "@/lib/command/command";

/** Says whether a tool writes the notes and nobody edits them by hand (B47). */
export const setNotesGenerated = command({
  permission: "repository.configure",
  input: z.object({ repositoryId: z.uuid(), notesAreGenerated: z.boolean() }),
  repositoryOf: async ({ repositoryId }) => repositoryId,
  async run({ tx }, { repositoryId, notesAreGenerated }) {
    await tx.repository.update({ where: { id: repositoryId }, data: { notesAreGenerated }, select: { id: true } });
    return {
      value: { notesAreGenerated },
      events: [
        {
          type: "repository.configured",
          repositoryId,
          sentence: notesAreGenerated ? "Made the notes read-only: a tool writes them" : "Let people edit the notes by hand",
        },
      ],
      changes: [
        { repositoryId, topic: "repository" },
        { repositoryId, topic: "draft" },
      ],
    };
  },
});
