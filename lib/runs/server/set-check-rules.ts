import { z } from "zod";
import { command } from "@/lib/command/command";
import { AppError } from "@/lib/errors/app-error";
import { CHECK_CLASSES, MAXIMUM_RULES } from "../check-rules";

const rules = z
  .array(z.object({ pattern: z.string().trim().min(1, "must not be empty").max(200), class: z.enum(CHECK_CLASSES) }))
  .max(MAXIMUM_RULES);

/** Says what the outcome of each check of a repository means for its releases. */
export const setCheckRules = command({
  permission: "repository.configure",
  input: z.object({
    repositoryId: z.uuid(),
    /** What the person saw: a list that somebody else has changed meanwhile is not written over. */
    seen: rules,
    rules,
  }),
  repositoryOf: async ({ repositoryId }) => repositoryId,
  async run({ tx }, { repositoryId, seen, rules }) {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`check-rules:${repositoryId}`}))`;
    const held = await tx.checkRule.findMany({ where: { repositoryId }, orderBy: { position: "asc" } });
    const isSame =
      held.length === seen.length && held.every((rule, at) => rule.pattern === seen[at]?.pattern && rule.class === seen[at]?.class);
    if (!isSame) throw new AppError("conflict", "Somebody has changed these rules meanwhile. Look at them, then change them again.");
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
