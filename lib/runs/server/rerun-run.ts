import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { readRun } from "@/lib/github/actions";
import { callGithub } from "@/lib/github/github-error";
import { rerun } from "@/lib/github/run-acts";
import { takeRun, watchRuns } from "./run-act";

const input = z.object({
  runId: z.string().max(20),
  /** The attempt that the person looked at: another press on it begins nothing more. */
  attempt: z.number().int().min(1),
  what: z.enum(["all", "failed"]),
});

/** Begins a new attempt of a run, once for each attempt that somebody looked at. */
export async function rerunRun(actor: Actor, raw: unknown): Promise<{ attempt: number }> {
  const { input: asked, hand } = await takeRun(actor, "runs.operate", input, raw);
  const { octokit, repository, run, tell } = hand;
  const name = `${run.workflowName} ${run.number}`;
  const jobs = asked.what === "all" ? "all jobs" : "the failed jobs";
  const outcome = await runEffect<{ attempt: number }, { attempt: number }>({
    key: `rerun:${run.id}:${asked.attempt}`,
    actor,
    releaseId: null,
    request: asked.what,
    kind: {
      kind: "rerun",
      words: "run it again",
      settleMilliseconds: 15_000,
      probe: async ({ attempt }) => {
        const now = await callGithub("read the run", () => readRun(octokit, repository, run.id));
        if (now.attempt > attempt) return { found: "done", outcome: { attempt: now.attempt } };
        if (now.status !== "completed")
          return { found: "conflict", error: new AppError("conflict", `${name} has not ended yet. It can be run again when it has.`) };
        return { found: "nothing" };
      },
      act: async ({ attempt }) => {
        await rerun(octokit, repository, run.id, asked.what);
        return { attempt: attempt + 1 };
      },
    },
    plan: async () => ({
      plan: { attempt: asked.attempt },
      event: tell("run.rerun-planned", `Set out to run ${jobs} of ${name} again`, { attempt: asked.attempt }),
    }),
    finish: async (_, { attempt }) => [tell("run.rerun-started", `Ran ${jobs} of ${name} again, as attempt ${attempt}`, { attempt })],
  });
  await watchRuns(repository.id);
  return outcome;
}
