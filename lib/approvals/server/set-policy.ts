import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { command } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { callGithub } from "@/lib/github/github-error";
import { installationOctokit } from "@/lib/github/octokit";
import { listTeams } from "@/lib/github/teams";
import type { VersionType } from "@/lib/releases/version";
import { canonicalJson } from "../facts";
import { defaultPolicy, type Policy, policySchema } from "../policy";
import { refreshTeams, teamsOf } from "./people";
import { inTurn, resolvePeople } from "./resolve-people";

export const RELEASE_TYPES = ["final", "release-candidate", "pre-release"] as const satisfies VersionType[];

const input = z.object({
  repositoryId: z.uuid(),
  releaseType: z.enum(RELEASE_TYPES),
  /** What the person saw: settings that somebody else changed meanwhile are not written over. */
  seen: policySchema,
  policy: policySchema,
});

/** Finds everybody whom the settings name by login, and the teams; who GitHub does not know is refused by name. */
async function prepare(actor: Actor, { repositoryId, policy }: z.infer<typeof input>): Promise<Policy> {
  const people = await resolvePeople(actor.id);
  const slots = await people.slots(policy.slots);
  const linkedAccounts = await inTurn(policy.linkedAccounts, (accounts) => inTurn(accounts, people.account));
  const resolved = policySchema.safeParse({ ...policy, slots, linkedAccounts });
  if (!resolved.success) throw new AppError("invalid", resolved.error.issues[0]?.message ?? "These settings contradict each other.");
  const repository = await database().repository.findUniqueOrThrow({ where: { id: repositoryId } });
  await requireTeams(repository, resolved.data);
  await refreshTeams(repository, resolved.data, 0);
  return resolved.data;
}

async function requireTeams(repository: { owner: string; installationId: bigint }, policy: Policy): Promise<void> {
  const named = teamsOf(policy);
  if (named.length === 0) return;
  const octokit = installationOctokit(Number(repository.installationId));
  const known = await callGithub("list the teams", () => listTeams(octokit, repository.owner));
  const missing = named.find((slug) => !known.some((team) => team.slug.toLowerCase() === slug));
  if (missing !== undefined)
    throw new AppError(
      "invalid",
      `${repository.owner} has no team ${missing} that Slipway may see. Write its short name, as in its address on GitHub.`,
    );
}

/** Says who decides on releases of one type, and how. Rounds that are open go on under the settings they began with. */
export const setPolicy = command({
  permission: "approvals.configure",
  input,
  repositoryOf: async ({ repositoryId }) => repositoryId,
  prepare,
  async run({ tx, prepared: policy }, { repositoryId, releaseType, seen }) {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`policy:${repositoryId}:${releaseType}`}))`;
    const key = { repositoryId, releaseType };
    const row = await tx.approvalPolicy.findUnique({ where: { repositoryId_releaseType: key } });
    const held = row ? (row.policy as unknown as Policy) : defaultPolicy(releaseType);
    if (canonicalJson(held) === canonicalJson(policy)) return { value: { policy }, events: [] };
    if (canonicalJson(held) !== canonicalJson(seen))
      throw new AppError("conflict", "Somebody has changed these settings meanwhile. Look at them, then change them again.");
    await tx.approvalPolicy.upsert({
      where: { repositoryId_releaseType: key },
      create: { ...key, policy: policy as object },
      update: { policy: policy as object },
    });
    const slots = policy.slots.map(({ name, needed, isRequired }) => `${name} (${needed}${isRequired ? "" : ", not required"})`).join(", ");
    return {
      value: { policy },
      events: [
        {
          type: "decision.configured",
          repositoryId,
          sentence: `Set who decides on a ${releaseType.replace("-", " ")}: ${slots}`.slice(0, 2_000),
          data: { releaseType, before: canonicalJson(held), after: canonicalJson(policy) },
        },
      ],
      changes: [{ repositoryId, topic: "decision" }],
    };
  },
});
