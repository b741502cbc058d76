import { z } from "zod";
import { command } from "@/lib/command/command";
import { CHECK_CLASSES, MAXIMUM_RULES } from "../check-rules";

/** Says what the outcome of each check of a repository means for its releases. */
export const setCheckRules = command({
  permission: "repository.configure",
  input: z.object({
    repositoryId: z.uuid(),
    rules: z
      .array(z.object({ pattern: z.string().trim().min(1, "must not be empty").max(200), class: z.enum(CHECK_CLASSES) }))
      .max(MAXIMUM_RULES),
  }),
  repositoryOf: async ({ repositoryId }) => repositoryId,
  async run({ tx }, { repositoryId, rules }) {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`check-rules:${repositoryId}`}))`;
    await tx.checkRule.deleteMany({ where: { repositoryId } });
    await tx.checkRule.createMany({ data: rules.map((rule, position) => ({ ...rule, repositoryId, position })) });
    const words = rules.map(({ pattern, class: own }) => `${pattern} is ${own}`).join(", ");
    return {
      value: { rules },
      events: [
        {
          type: "repository.configured",
          repositoryId,
          sentence: words === "" ? "Made every check blocking" : `Set the classes of checks: ${words}`.slice(0, 2000),
        },
      ],
      changes: [
        { repositoryId, topic: "repository" },
        { repositoryId, topic: "runs" },
      ],
    };
  },
});
