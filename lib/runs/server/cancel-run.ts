import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { readRun } from "@/lib/github/actions";
import { callGithub } from "@/lib/github/github-error";
import { cancel } from "@/lib/github/run-acts";
import { takeRun, watchRuns } from "./run-act";

const input = z.object({ runId: z.string().max(20), attempt: z.number().int().min(1) });

interface Outcome {
  attempt: number;
  askedAt: number;
}

/** GitHub ends a run a moment after it was asked to: what is pressed meanwhile is the same press. */
const ENDING_MILLISECONDS = 10_000;

/** Asks GitHub to cancel the attempt that somebody looked at, and no later one. */
export async function cancelRun(actor: Actor, raw: unknown): Promise<{ attempt: number }> {
  const { input: asked, hand } = await takeRun(actor, "runs.operate", input, raw);
  const { octokit, repository, run, tell } = hand;
  const name = `${run.workflowName} ${run.number}`;
  const readNow = () => callGithub("read the run", () => readRun(octokit, repository, run.id));
  const { attempt } = await runEffect<{ attempt: number }, Outcome>({
    key: `cancel:${run.id}:${asked.attempt}`,
    actor,
    releaseId: null,
    request: asked.attempt,
    kind: {
      kind: "cancel",
      words: "cancel the run",
      // A second request changes nothing.
      settleMilliseconds: 0,
      // Steps that run always keep a run alive: while it lives it may be asked for again.
      stands: async ({ askedAt = 0 }, { attempt }) => {
        if (Date.now() - askedAt < ENDING_MILLISECONDS) return true;
        const now = await readNow();
        return now.attempt !== attempt || now.status === "completed";
      },
      probe: async ({ attempt }) => {
        const now = await readNow();
        if (now.attempt === attempt && now.status === "completed" && now.conclusion === "cancelled")
          return { found: "done", outcome: { attempt, askedAt: Date.now() } };
        if (now.attempt !== attempt || now.status === "completed")
          return { found: "conflict", error: new AppError("conflict", `${name} had ended already. Nothing was cancelled.`) };
        return { found: "nothing" };
      },
      act: async ({ attempt }) => {
        await cancel(octokit, repository, run.id);
        return { attempt, askedAt: Date.now() };
      },
    },
    plan: async () => ({
      plan: { attempt: asked.attempt },
      event: tell("run.cancel-planned", `Set out to cancel ${name}`, { attempt: asked.attempt }),
    }),
    finish: async () => [tell("run.cancel-asked", `Cancelled ${name}`, { attempt: asked.attempt })],
  });
  await watchRuns(repository.id);
  return { attempt };
}
