import { z } from "zod";
import { command } from "@/lib/command/command";
import { wakeSweep } from "./sweeps";

/** Chooses where a repository keeps its changelog; empty means: look for the usual names. */
export const setChangelogPath = command({
  permission: "repository.configure",
  input: z.object({
    repositoryId: z.uuid(),
    path: z
      .string()
      .trim()
      .max(400)
      .refine(
        (path) => !path.startsWith("/") && !path.split("/").includes(".."),
        "must be a path inside the repository, such as docs/CHANGELOG.md",
      ),
  }),
  repositoryOf: async ({ repositoryId }) => repositoryId,
  async run({ tx }, { repositoryId, path }) {
    const changelogPath = path === "" ? null : path;
    await tx.repository.update({ where: { id: repositoryId }, data: { changelogPath }, select: { id: true } });
    return {
      value: { changelogPath },
      events: [
        {
          type: "repository.configured",
          repositoryId,
          sentence: changelogPath
            ? `Set the changelog's path to ${changelogPath}`
            : "Let Slipway look for the changelog by its usual names",
        },
      ],
      changes: [{ repositoryId, topic: "repository" }],
      afterCommit: () => wakeSweep(repositoryId, "repository"),
    };
  },
});
