import { z } from "zod";
import { command } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** Takes a remembered rule back. What was grouped by it stays where it is. */
export const forgetRule = command({
  permission: "changelog.edit",
  input: z.object({ ruleId: z.uuid() }),
  repositoryOf: async ({ ruleId }) => {
    const rule = await database().groupingRule.findUnique({ where: { id: ruleId }, select: { repositoryId: true } });
    if (!rule) throw new AppError("not-found", "This rule is forgotten already, or you may not see it.");
    return rule.repositoryId;
  },
  async run({ tx }, { ruleId }) {
    const rule = await tx.groupingRule.findUnique({ where: { id: ruleId } });
    if (!rule) return { value: { ruleId }, events: [] };
    await tx.groupingRule.delete({ where: { id: ruleId }, select: { id: true } });
    const { repositoryId, type, value, title } = rule;
    return {
      value: { ruleId },
      events: [
        {
          type: "changelog.rule-forgotten",
          repositoryId,
          sentence: `No longer puts the ${type} “${value}” into ${title}`,
          data: { ruleId, type, value, title },
        },
      ],
      changes: [{ repositoryId, topic: "rules" }],
    };
  },
});
