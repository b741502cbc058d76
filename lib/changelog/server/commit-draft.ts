import { createHash } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { inTransaction } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { type CommitPerson, commitOnBranch, type GithubCommit, moveBranch, readCommit, writeCommit } from "@/lib/github/commits";
import { callGithub } from "@/lib/github/github-error";
import type { Octokit } from "@/lib/github/octokit";
import { readBranchHead } from "@/lib/github/refs";
import { announce } from "@/lib/live/announce";
import { wakeSweep } from "@/lib/releases/server/sweeps";
import { parseVersion } from "@/lib/releases/version";
import { countEntries } from "../describe-operation";
import { type DecodedFile, decodeFile, encodeFile } from "../encoding";
import { sumLedger } from "../notes";
import { parseChangelog } from "../parse-changelog";
import { renderNotes } from "../render-notes";
import { explainUndecided } from "../undecided";
import { readDraftRow, repositoryOfDraft } from "./draft-row";
import { requireHandWritten } from "./edit-refusal";

const input = z.object({
  draftId: z.uuid(),
  /** The revision whose diff the person saw; another one is refused. */
  revision: z.number().int().min(0),
  mode: z.enum(["amend", "commit"]),
  message: z.string().trim().min(1).max(5_000).optional(),
});

interface Plan {
  mode: "amend" | "commit";
  head: string;
  message: string;
  /** Pinned before the act, so that repeating it makes the same commit (RELIABILITY 4). */
  committer: CommitPerson;
}

export interface CommitResult {
  sha: string;
  branch: string;
}

/**
 * Commits a draft through GitHub with the person's own token, once: planned and recorded first, then done only if
 * the branch is where the draft was made, then recorded as done. Killed at any point and pressed again, it ends with
 * one commit.
 */
export async function commitDraft(actor: Actor, raw: unknown): Promise<CommitResult> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new AppError("invalid", "The commit could not be read. Reload the page and try again.");
  const { draftId, revision, mode, message } = parsed.data;
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "changelog.commit", repositoryId, ROLE_AGE.act);
  const draft = await readCommittable(draftId, revision);
  const octokit = await octokitOf(actor.id);
  const { repository } = draft.release;

  const key = `changelog-commit:${draftId}:${revision}:${mode}`;
  const head = await callGithub("read the branch", () => readBranchHead(octokit, repository, draft.branch));
  const before = await database().effect.findUnique({ where: { key } });
  const known = before?.result as { sha?: string } | null | undefined;
  if (head && known?.sha === head) return finish({ actor, draft, key, repositoryId, sha: head });
  // A commit that was added before the answer was lost: it is the head, and its parent is the commit it was planned on.
  if (head && before && head !== draft.headSha) {
    const plan = before.plan as unknown as Plan;
    if (await isPlannedCommit(octokit, draft, plan, head)) return finish({ actor, draft, key, repositoryId, sha: head });
  }
  if (!head)
    throw new AppError(
      "conflict",
      `The branch ${draft.branch} is gone. Your notes are kept; copy them as Markdown, or restore the branch.`,
      { detail: { branch: "gone" } },
    );
  if (head !== draft.headSha) throw await movedError(actor, draft, head);

  const base = await callGithub("read the release commit", () => readCommit(octokit, repository, head));
  const bytes = encodeFile(draft.result);
  const plan = await planOnce({
    actor,
    draft,
    key,
    repositoryId,
    mode,
    base,
    message: message ?? `docs: write the notes of ${draft.version}`,
  });
  const sha = await act({ octokit, draft, plan, key, base, bytes });
  return finish({ actor, draft, key, repositoryId, sha });
}

type Committable = Awaited<ReturnType<typeof readCommittable>>;

/** The draft with the file it would write; refused while that file would not be exactly what the person saw. */
async function readCommittable(draftId: string, revision: number) {
  const row = await database().draft.findUniqueOrThrow({ where: { id: draftId }, include: { release: { include: { repository: true } } } });
  if (row.state !== "open")
    throw new AppError("conflict", "These notes are committed already. Open the changelog again to go on from there.");
  if (row.revision !== revision)
    throw new AppError("conflict", "The notes changed after you looked at the diff. Look at it again, then commit.");
  requireHandWritten(row.release.repository);
  const draft = readDraftRow(row);
  const undecided = explainUndecided(draft.notes);
  if (undecided) throw new AppError("blocked", undecided);
  const sums = sumLedger(draft.ledger, draft.notes);
  if (!sums.isBalanced)
    throw new AppError(
      "blocked",
      `The ledger does not add up: ${sums.incoming} came in, ${sums.placed} are placed, ${sums.merged} merged, ${sums.dropped} dropped. Nothing was committed.`,
    );
  const version = parseVersion(draft.version);
  if (!version) throw new AppError("invalid", `${draft.version} is no version.`);
  const blob = await database().fileBlob.findUniqueOrThrow({
    where: { repositoryId_oid: { repositoryId: row.release.repositoryId, oid: draft.blobOid } },
  });
  const source = decodeFile(blob.bytes);
  const text = renderNotes(parseChangelog(source.text, draft.path), version, draft.notes, draft.date);
  if (text === null) throw new AppError("blocked", `${draft.path} has no section to write to.`);
  if (text === source.text)
    throw new AppError("blocked", `${draft.path} on ${draft.branch} holds exactly these notes already. There is nothing to commit.`);
  const result: DecodedFile = { text, encoding: source.encoding };
  return { ...draft, result, entries: sums.placed };
}

async function planOnce(input: {
  actor: Actor;
  draft: Committable;
  key: string;
  repositoryId: string;
  mode: Plan["mode"];
  base: GithubCommit;
  message: string;
}): Promise<Plan> {
  const { actor, draft, key, repositoryId, mode, base } = input;
  const { value } = await inTransaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`effect:${key}`}))`;
    const known = await tx.effect.findUnique({ where: { key } });
    // A refusal may have been about the message: another one is another plan, as long as nothing has happened.
    const isSame = known && (mode === "amend" || (known.plan as unknown as Plan).message === input.message);
    if (known && isSame) return { value: known.plan as unknown as Plan, events: [] };
    const plan: Plan = {
      mode,
      head: base.sha,
      message: mode === "amend" ? withFinalNewline(base.message) : input.message,
      committer: {
        name: actor.name,
        email: `${actor.login}@users.noreply.github.com`,
        date: new Date().toISOString().replace(/\.\d+Z/, "Z"),
      },
    };
    const requestDigest = createHash("sha256")
      .update(JSON.stringify([plan.head, plan.message, draft.path, draft.result.text]))
      .digest("hex");
    await tx.effect.deleteMany({ where: { key, state: { not: "done" } } });
    await tx.effect.create({
      data: {
        key,
        kind: "changelog-commit",
        requestDigest,
        state: "planned",
        plan: { ...plan, committer: { ...plan.committer } },
        actorId: actor.id,
      },
      select: { key: true },
    });
    const how = mode === "amend" ? `amend ${base.sha.slice(0, 7)}` : `add a commit to ${base.sha.slice(0, 7)}`;
    return {
      value: plan,
      events: [
        {
          type: "changelog.commit-planned",
          repositoryId,
          releaseId: draft.releaseId,
          sentence: `Set out to ${how} on ${draft.branch} with ${countEntries(draft.entries)}`,
          data: { draftId: draft.id, revision: draft.revision },
        },
      ],
    };
  }, actor);
  return value;
}

async function act({
  octokit,
  draft,
  plan,
  key,
  base,
  bytes,
}: {
  octokit: Octokit;
  draft: Committable;
  plan: Plan;
  key: string;
  base: GithubCommit;
  bytes: Uint8Array;
}): Promise<string> {
  const { repository } = draft.release;
  await database().effect.update({ where: { key }, data: { state: "attempting", attemptedAt: new Date() }, select: { key: true } });
  try {
    if (plan.mode === "commit") {
      const [headline = "", ...rest] = plan.message.split("\n");
      return await commitOnBranch(octokit, repository, {
        branch: draft.branch,
        head: plan.head,
        headline,
        body: rest.join("\n").trim(),
        path: draft.path,
        content: bytes,
      });
    }
    const sha = await writeCommit(octokit, repository, {
      base,
      path: draft.path,
      content: bytes,
      parents: base.parents,
      message: plan.message,
      author: base.author,
      committer: plan.committer,
    });
    // From here on the commit is known, so that a repetition finds it even if the answer to the move is lost.
    await database().effect.update({ where: { key }, data: { result: { sha } }, select: { key: true } });
    await moveBranch(octokit, repository.nodeId, { branch: draft.branch, before: plan.head, after: sha, isForced: true });
    return sha;
  } catch (error) {
    return probe({ octokit, draft, plan, key, error });
  }
}

/** After a failure: was it done after all, has the branch moved, or may it be tried again? */
async function probe({
  octokit,
  draft,
  plan,
  key,
  error,
}: {
  octokit: Octokit;
  draft: Committable;
  plan: Plan;
  key: string;
  error: unknown;
}): Promise<string> {
  const { repository } = draft.release;
  const head = await callGithub("read the branch", () => readBranchHead(octokit, repository, draft.branch));
  const effect = await database().effect.findUniqueOrThrow({ where: { key } });
  if (head && (effect.result as { sha?: string } | null)?.sha === head) return head;
  if (head && (await isPlannedCommit(octokit, draft, plan, head))) return head;
  if (head !== plan.head) {
    await database().effect.update({ where: { key }, data: { state: "conflict", endedAt: new Date() }, select: { key: true } });
    throw await movedError(null, draft, head);
  }
  return callGithub(`write to ${draft.branch}`, () => Promise.reject(error));
}

/** Whether a branch's head is the commit that was set out to be added: on the planned parent, with the planned words. */
async function isPlannedCommit(octokit: Octokit, draft: Committable, plan: Plan, head: string): Promise<boolean> {
  if (plan.mode !== "commit" || head === plan.head) return false;
  const found = await callGithub("read the new commit", () => readCommit(octokit, draft.release.repository, head));
  const words = (text: string) => text.replace(/\s+/g, " ").trim();
  return found.parents[0] === plan.head && words(found.message) === words(plan.message);
}

async function movedError(actor: Actor | null, draft: Committable, head: string | null): Promise<AppError> {
  await inTransaction(
    async () => ({
      value: null,
      events: [
        {
          type: "changelog.commit-refused",
          repositoryId: draft.release.repositoryId,
          releaseId: draft.releaseId,
          sentence: `Did not commit: ${draft.branch} moved from ${draft.headSha.slice(0, 7)} to ${head?.slice(0, 7) ?? "nothing"}`,
          data: { draftId: draft.id, seen: draft.headSha, found: head },
        },
      ],
    }),
    actor,
  );
  await wakeSweep(draft.release.repositoryId, "repository");
  return new AppError(
    "conflict",
    `${draft.branch} moved to ${head?.slice(0, 7) ?? "nowhere"} while you were editing. Nothing was committed, and your notes are kept.`,
    {
      detail: { branch: "moved", head },
    },
  );
}

async function finish({
  actor,
  draft,
  key,
  repositoryId,
  sha,
}: {
  actor: Actor;
  draft: Committable;
  key: string;
  repositoryId: string;
  sha: string;
}): Promise<CommitResult> {
  await inTransaction(async (tx) => {
    // Of many presses at once exactly one finds the effect not done yet.
    const done = await tx.effect.updateMany({
      where: { key, state: { not: "done" } },
      data: { state: "done", result: { sha }, endedAt: new Date() },
    });
    if (done.count === 0) return { value: null, events: [] };
    // What somebody changed while GitHub was working stays in an open draft, which now stands on an older commit.
    await tx.draft.updateMany({ where: { id: draft.id, state: "open", revision: draft.revision }, data: { state: "committed" } });
    return {
      value: null,
      events: [
        {
          type: "changelog.committed",
          repositoryId,
          releaseId: draft.releaseId,
          sentence: `Committed the notes of ${draft.version} to ${draft.branch} as ${sha.slice(0, 7)}, in place of ${draft.headSha.slice(0, 7)}`,
          data: { draftId: draft.id, revision: draft.revision, before: draft.headSha, after: sha },
        },
      ],
    };
  }, actor);
  await wakeSweep(repositoryId, "repository");
  await announce({ repositoryId, topic: "draft" }, { repositoryId, topic: "release" });
  return { sha, branch: draft.branch };
}

/** git ends every message with a newline and GitHub's API leaves it out: amending must not change it. */
const withFinalNewline = (message: string) => (message.endsWith("\n") ? message : `${message}\n`);
