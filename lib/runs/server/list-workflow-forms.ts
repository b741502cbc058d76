import type { Actor } from "@/lib/auth/actor";
import { octokitOf } from "@/lib/auth/server/user-token";
import { AppError } from "@/lib/errors/app-error";
import { findFiles, readBlob } from "@/lib/github/files";
import { callGithub } from "@/lib/github/github-error";
import type { Octokit } from "@/lib/github/octokit";
import type { RepositoryName } from "@/lib/github/repositories";
import { listEnvironments, listWorkflows } from "@/lib/github/workflows";
import { findReadableRepository } from "@/lib/releases/server/get-repository";
import { parseDispatchForm } from "../dispatch-form";
import type { WorkflowForm } from "../run-views";

/** Larger than any workflow file that GitHub would run. */
const MAXIMUM_BYTES = 512 * 1024;

/** The workflows that can be started by hand on a branch or tag, with what each asks for, as this person sees them. */
export async function listWorkflowForms(actor: Actor, owner: string, name: string, ref: string): Promise<WorkflowForm[]> {
  const repository = await findReadableRepository(actor, owner, name);
  return readWorkflowForms(await octokitOf(actor.id), repository, ref);
}

/** The same for who has been authorised already. What a workflow asks for is read from its file on that branch, as GitHub reads it. */
export async function readWorkflowForms(octokit: Octokit, repository: RepositoryName, ref: string): Promise<WorkflowForm[]> {
  if (!isRefName(ref)) throw new AppError("invalid", "This is no name of a branch or tag. Choose another one.");
  const workflows = await callGithub("list the workflows", () => listWorkflows(octokit, repository));
  const files = await callGithub("find the workflow files", () =>
    findFiles(
      octokit,
      repository,
      ref,
      workflows.map(({ path }) => path).filter((path) => path.startsWith(".github/workflows/")),
    ),
  );
  const forms = await Promise.all(
    workflows.map(async ({ id, name, path }): Promise<WorkflowForm[]> => {
      const file = files.get(path);
      if (!file || file.byteSize > MAXIMUM_BYTES) return [];
      const bytes = await callGithub("read a workflow file", () => readBlob(octokit, repository, file.oid));
      const inputs = parseDispatchForm(Buffer.from(bytes).toString("utf8"));
      return inputs ? [{ id, name, path, inputs }] : [];
    }),
  );
  return withEnvironments(octokit, repository, forms.flat());
}

/** An input that names an environment is a choice among those that there are. */
async function withEnvironments(octokit: Octokit, repository: RepositoryName, forms: WorkflowForm[]): Promise<WorkflowForm[]> {
  if (!forms.some(({ inputs }) => inputs.some(({ type }) => type === "environment"))) return forms;
  const options = await callGithub("list the environments", () => listEnvironments(octokit, repository));
  return forms.map((form) => ({
    ...form,
    inputs: form.inputs.map((one) => (one.type === "environment" ? { ...one, options } : one)),
  }));
}

/** It becomes part of a git expression, where some characters mean something else (git-check-ref-format). */
function isRefName(ref: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what git forbids
  return ref.length <= 255 && !/[\u0000-\u0020~^:?*[\\\u007f]|\.\.|@\{|^-|^\/|\/$|\.$|\.lock$/.test(ref);
}
