import { z } from "zod";
import { command } from "@/lib/command/command";
import { AppError } from "@/lib/errors/app-error";
import { checkRule } from "../suggest/check-rule";

/** More would be no rules any more, and every entry is held against each. */
const MOST_RULES = 300;

/** "Always put this here": from now on suggestions put what holds a phrase, a scope, a label or a path into one subsection. */
export const rememberRule = command({
  permission: "changelog.edit",
  input: z.object({
    repositoryId: z.uuid(),
    type: z.enum(["phrase", "scope", "label", "path"]),
    value: z.string().trim().max(300),
    title: z.string().trim().max(300),
  }),
  repositoryOf: async ({ repositoryId }) => repositoryId,
  async run({ tx, actor }, { repositoryId, type, value, title }) {
    const fault = checkRule({ type, value, title });
    if (fault) throw new AppError("invalid", fault);
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`rules:${repositoryId}`}))`;
    const same = { repositoryId, type, value: { equals: value, mode: "insensitive" as const } };
    const known = await tx.groupingRule.findFirst({ where: same, select: { id: true, title: true } });
    if (known?.title === title) return { value: { ruleId: known.id }, events: [] };
    if (!known && (await tx.groupingRule.count({ where: { repositoryId } })) >= MOST_RULES)
      throw new AppError("conflict", `${MOST_RULES} rules are remembered for this repository. Forget one before you add another.`);
    const rule = known
      ? await tx.groupingRule.update({ where: { id: known.id }, data: { value, title, createdBy: actor.id }, select: { id: true } })
      : await tx.groupingRule.create({ data: { repositoryId, type, value, title, createdBy: actor.id }, select: { id: true } });
    return {
      value: { ruleId: rule.id },
      events: [
        {
          type: "changelog.rule-remembered",
          repositoryId,
          sentence: `Asked to always put the ${type} “${value}” into ${title}`,
          data: { ruleId: rule.id, type, value, title },
        },
      ],
      changes: [{ repositoryId, topic: "rules" }],
    };
  },
});
