import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { callGithub, githubStatus } from "@/lib/github/github-error";
import { isHeldBack } from "@/lib/github/held-back";
import { listPendingEnvironments, reviewEnvironments } from "@/lib/github/run-acts";
import { takeRun, watchRuns } from "./run-act";

const input = z.object({
  runId: z.string().max(20),
  attempt: z.number().int().min(1),
  environmentIds: z.array(z.number().int().positive()).min(1).max(20),
  isApproved: z.boolean(),
  comment: z.string().trim().max(1000),
});

interface Plan {
  environmentIds: number[];
  names: string[];
}

interface Outcome {
  names: string[];
  isApproved: boolean;
  /** Remembered while it is under way: whatever waits no longer was decided by this request. */
  isSent?: boolean;
}

/** A lost answer has shown up after this; until then a second decision is not sent. */
const SETTLE_MILLISECONDS = 10_000;

/** Lets the jobs that wait for environments go on, or ends them, as one of the reviewers GitHub names. */
export async function reviewDeployments(actor: Actor, raw: unknown): Promise<{ names: string[] }> {
  const { input: asked, hand } = await takeRun(actor, "runs.review", input, raw);
  const { octokit, repository, run, tell } = hand;
  const name = `${run.workflowName} ${run.number}`;
  const { isApproved, comment } = asked;
  const environmentIds = [...asked.environmentIds].sort((a, b) => a - b);
  const listPending = () => callGithub("say what the run waits for", () => listPendingEnvironments(octokit, repository, run.id));
  const outcome = await runEffect<Plan, Outcome>({
    key: `deployment-review:${run.id}:${asked.attempt}:${environmentIds.join("+")}`,
    actor,
    releaseId: null,
    request: [isApproved, comment],
    kind: {
      kind: "deployment-review",
      words: isApproved ? "approve the deployment" : "reject the deployment",
      settleMilliseconds: SETTLE_MILLISECONDS,
      // A later job may wait for the same environment: that is decided anew.
      stands: async () => !(await listPending()).some(({ id }) => environmentIds.includes(id)),
      probe: async ({ names }, hint) => {
        const pending = await listPending();
        const waits = pending.filter(({ id }) => environmentIds.includes(id));
        if (waits.length === environmentIds.length) return { found: "nothing" };
        if (hint.isSent) return { found: "done", outcome: { names, isApproved } };
        return {
          found: "conflict",
          error: new AppError("conflict", `${name} no longer waits for ${names.join(", ")}: somebody else has decided, or it has ended.`),
        };
      },
      act: async ({ names }, remember) => {
        await remember({ isSent: true });
        try {
          await reviewEnvironments(octokit, repository, run.id, { environmentIds, isApproved, comment: comment || "From Slipway" });
        } catch (error) {
          // Nothing was decided: whatever waits no longer was decided by somebody else.
          if ((githubStatus(error) ?? 500) < 500 || isHeldBack(error)) await remember({});
          throw error;
        }
        return { names, isApproved };
      },
    },
    plan: async () => {
      const pending = (await listPending()).filter(({ id }) => environmentIds.includes(id));
      const others = pending.filter(({ canReview }) => !canReview);
      if (others.length > 0)
        throw new AppError(
          "forbidden",
          `Only ${others.flatMap(({ reviewers }) => reviewers).join(", ")} may review ${others.map((one) => one.name).join(", ")}.`,
        );
      if (pending.length < environmentIds.length)
        throw new AppError("conflict", `${name} no longer waits for this: somebody else has decided, or it has ended.`);
      const names = pending.map((one) => one.name);
      return {
        plan: { environmentIds, names },
        event: tell("run.review-planned", `Set out to ${isApproved ? "approve" : "reject"} ${names.join(", ")} for ${name}`),
      };
    },
    finish: async (_, { names }) => [
      tell(
        isApproved ? "run.deployment-approved" : "run.deployment-rejected",
        `${isApproved ? "Approved" : "Rejected"} ${names.join(", ")} for ${name}${comment ? `: ${comment}` : ""}`,
      ),
    ],
  });
  await watchRuns(repository.id);
  const { names } = outcome;
  if (outcome.isApproved === !isApproved)
    throw new AppError(
      "conflict",
      `${name} no longer waits for ${names.join(", ")}: it was ${isApproved ? "rejected" : "approved"} already.`,
    );
  return { names };
}
