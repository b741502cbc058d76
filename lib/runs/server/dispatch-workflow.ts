import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { database } from "@/lib/db/client";
import { runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { callGithub } from "@/lib/github/github-error";
import { dispatchWorkflow as dispatch, listDispatchedRuns, newestRunOf } from "@/lib/github/workflows";
import { problemOf } from "../dispatch-form";
import { readWorkflowForms } from "./list-workflow-forms";
import { watchRuns } from "./run-act";

export const DISPATCH = "workflow-dispatch";
/** What all keys of a repository's dispatches begin with. */
export const dispatchKeys = (repositoryId: string) => `dispatch:${repositoryId}:`;

const input = z.object({
  repositoryId: z.uuid(),
  /** Made when the dialog opens: however often it is sent, it is one dispatch. */
  pressId: z.uuid(),
  workflowId: z.number().int().positive(),
  /** A branch or a tag. */
  ref: z.string().min(1).max(255),
  inputs: z.record(z.string().max(200), z.string().max(65_535)),
});

export interface DispatchPlan {
  workflowId: number;
  workflowName: string;
  ref: string;
  login: string;
  /** The newest run of the workflow before it, by GitHub's own count: no clock is trusted to tell what came later. */
  after: string;
}

export interface DispatchOutcome {
  /** Null where GitHub did not name the run. */
  runId: string | null;
}

/**
 * Dispatches a workflow, once for each press. What GitHub does not answer is looked for by actor, branch and order; a
 * dispatch is never repeated by itself, for it may publish (RELIABILITY 4).
 */
export async function dispatchWorkflow(actor: Actor, raw: unknown): Promise<DispatchOutcome> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new AppError("invalid", "The request could not be read. Reload the page and try again.");
  const { repositoryId, pressId, workflowId, ref, inputs } = parsed.data;
  await authorize(actor, "runs.operate", repositoryId, ROLE_AGE.act);
  const repository = await database().repository.findUniqueOrThrow({ where: { id: repositoryId } });
  const octokit = await octokitOf(actor.id);
  const outcome = await runEffect<DispatchPlan, DispatchOutcome>({
    key: `${dispatchKeys(repositoryId)}${pressId}`,
    actor,
    releaseId: null,
    request: [workflowId, ref, inputs],
    kind: {
      kind: DISPATCH,
      words: "start the workflow",
      settleMilliseconds: 60_000,
      probe: async (plan, hint) => {
        // Nothing was sent yet, so nothing can be there.
        if (hint.runId === undefined) return { found: "nothing" };
        const found = await callGithub("list its runs", () =>
          listDispatchedRuns(octokit, repository, { workflowId, ref: plan.ref, actor: plan.login, after: BigInt(plan.after) }),
        );
        const [only, ...more] = found;
        if (only === undefined) return { found: "nothing" };
        if (more.length === 0) return { found: "done", outcome: { runId: String(only) } };
        return {
          found: "conflict",
          error: new AppError(
            "conflict",
            `GitHub has ${found.length} runs of ${plan.workflowName} that this could be. Look at them before you start another one.`,
          ),
        };
      },
      act: async (_, remember) => {
        await remember({ runId: null });
        const runId = await dispatch(octokit, repository, workflowId, { ref, inputs });
        return { runId: runId === null ? null : String(runId) };
      },
    },
    plan: async () => {
      const form = (await readWorkflowForms(octokit, repository, ref)).find(({ id }) => id === workflowId);
      if (!form)
        throw new AppError(
          "not-found",
          `On ${ref} there is no such workflow that can be started by hand. Choose another branch, or add workflow_dispatch to it.`,
        );
      const problems = form.inputs.flatMap((one) => {
        const problem = problemOf(one, inputs[one.name] ?? "");
        return problem ? [`${one.name}: ${problem}`] : [];
      });
      if (problems.length > 0) throw new AppError("invalid", problems.join(" "));
      const after = await callGithub("list its runs", () => newestRunOf(octokit, repository, workflowId));
      const plan = { workflowId, workflowName: form.name, ref, login: actor.login, after: String(after) };
      return { plan, event: event("run.dispatch-planned", `Set out to start ${form.name} on ${ref}`) };
    },
    finish: async (_, { runId }, { workflowName }) => [
      { ...event("run.dispatched", `Started ${workflowName} on ${ref}`), data: { workflowId, ref, ...(runId ? { runId } : {}) } },
    ],
  });
  await watchRuns(repositoryId);
  return outcome;

  function event(type: "run.dispatch-planned" | "run.dispatched", sentence: string) {
    return { type, repositoryId, sentence, data: { workflowId, ref, inputs: JSON.stringify(inputs).slice(0, 2000) } };
  }
}
