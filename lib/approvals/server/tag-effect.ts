import type { EffectKind, Probe } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { explainTagRefusal, isRuleRefusal } from "@/lib/github/branch-rules";
import { callGithub, githubStatus } from "@/lib/github/github-error";
import type { Octokit } from "@/lib/github/octokit";
import { readBranchHead } from "@/lib/github/refs";
import type { RepositoryName } from "@/lib/github/repositories";
import { type BranchGuard, type GithubTag, type NewTag, pointTag, readTag, writeTagObject } from "@/lib/github/tags";

/** The tag with everything pinned; the same plan gives the same tag object, however often it is carried out. */
export type PlannedTag = NewTag;

export interface TagOutcome {
  /** What the tag's ref points at. */
  objectSha: string;
  /** True when somebody else had made a tag of this name on the same commit; Slipway left it as it was. */
  wasAdopted: boolean;
  kind: GithubTag["kind"];
}

/**
 * While one press works, the others look on for so long and do not send the same thing again. A lost one that shows up
 * later does no harm: GitHub makes a tag only where there is none.
 */
const SETTLE_MILLISECONDS = 5_000;

/**
 * Makes a release tag, once: an annotated one, only where no tag has its name and only while the branch stands where it
 * was decided on. A tag that leads to the same commit is adopted, one that leads elsewhere is a conflict; nothing is ever
 * moved, forced or deleted (P11).
 */
export function tagEffect(
  octokit: Octokit,
  repository: RepositoryName & { nodeId: string },
  guard: BranchGuard | null,
): EffectKind<PlannedTag, TagOutcome> {
  const point = (tag: string, object: string, held: BranchGuard | null) =>
    pointTag(octokit, repository.nodeId, { tag, object, guard: held });
  return {
    kind: "release-tag",
    words: "make the tag",
    settleMilliseconds: SETTLE_MILLISECONDS,
    probe: async (plan, hint): Promise<Probe<TagOutcome>> => {
      const tag = await callGithub("read the tag", () => readTag(octokit, repository, plan.name));
      if (!tag) return { found: "nothing" };
      if (tag.commitSha !== plan.sha) return { found: "conflict", error: otherCommitError(plan, tag) };
      const isOwn = tag.objectSha === hint.objectSha || (tag.kind === "annotated" && hasSameMessage(tag.message, plan.message));
      return { found: "done", outcome: { objectSha: tag.objectSha, wasAdopted: !isOwn, kind: tag.kind } };
    },
    act: async (plan, remember) => {
      await requireBranchThere(octokit, repository, plan.name, guard);
      const objectSha = await writeTagObject(octokit, repository, plan);
      // From here on the object is known, so that a repetition knows its own tag even if the answer is lost.
      await remember({ objectSha });
      try {
        await point(plan.name, objectSha, guard);
      } catch (error) {
        if (guard && isAnswered(error)) await requireBranchThere(octokit, repository, plan.name, guard);
        // Rules that keep pushes from the branch may keep it from being named, too; it was looked at a moment ago.
        if (!guard || !isRuleRefusal(error)) throw error;
        await point(plan.name, objectSha, null);
      }
      return { objectSha, wasAdopted: false, kind: "annotated" };
    },
    explain: explainTagRefusal,
  };
}

/** GitHub said no, rather than nothing. */
const isAnswered = (error: unknown) => (githubStatus(error) ?? 500) < 500;

async function requireBranchThere(octokit: Octokit, repository: RepositoryName, tag: string, guard: BranchGuard | null): Promise<void> {
  if (!guard) return;
  const branch = guard.refName.replace(/^refs\/heads\//, "");
  const head = await callGithub("read the branch", () => readBranchHead(octokit, repository, branch));
  if (head === guard.sha) return;
  const what = head === null ? "is gone" : `moved from ${short(guard.sha)} to ${short(head)}`;
  throw new AppError(
    "conflict",
    `${branch} ${what}. The tag ${tag} was not made, because what was decided on is no longer what stands there. Look at what changed, then ask for a new decision.`,
  );
}

function otherCommitError({ name, sha }: PlannedTag, tag: GithubTag): AppError {
  const { tagger } = tag;
  const who = tagger
    ? `${tagger.name || tagger.email} made it on ${tagger.date.slice(0, 16).replace("T", " ")} UTC`
    : "it is a lightweight tag, so git does not say who made it or when";
  return new AppError(
    "conflict",
    `The tag ${name} is there already and leads to ${short(tag.commitSha)}; it was to lead to ${short(sha)}. ${who[0]?.toUpperCase()}${who.slice(1)}. Nothing was changed, and Slipway never moves or deletes a tag: find out whether ${short(tag.commitSha)} was released. If it was, give this release another version; if not, have the tag deleted on GitHub, then press again.`,
  );
}

const short = (sha: string) => sha.slice(0, 7);

/** GitHub and git end messages with a newline or without. */
const hasSameMessage = (a: string, b: string) => a.replaceAll("\r\n", "\n").trimEnd() === b.replaceAll("\r\n", "\n").trimEnd();
