import type { Permission } from "@/lib/auth/permissions";
import { database } from "@/lib/db/client";
import { checkState } from "@/lib/runs/run-state";
import type { GithubReleaseView, TagView } from "../room-view";
import type { DecisionRow } from "./decision-row";
import type { Judged } from "./judge";
import { planDigest, planTag } from "./plan-tag";

/** The tag of a round: as it would be made, or as it was, with what it started and its GitHub Release. */
export async function readTagView(
  decision: DecisionRow,
  judged: Judged,
  { refusalOf, oldSignIn, by }: { refusalOf: (permission: Permission) => string | null; oldSignIn: string | null; by: string },
): Promise<TagView> {
  const tx = database();
  const planned = decision.phase === "open" ? await planTag(tx, decision, decision.facts, judged) : toPlanned(decision);
  const { plan } = planned;
  const isMade = decision.phase === "tagged" && decision.closedAt !== null;
  const [runs, githubRelease] = await Promise.all([
    isMade
      ? tx.workflowRun.findMany({
          where: { repositoryId: decision.release.repositoryId, branch: plan.name, headSha: plan.sha },
          orderBy: { id: "desc" },
        })
      : [],
    readKnownRelease(decision.release.repositoryId, plan.name),
  ]);
  const made = await tx.effect.findUnique({
    where: { key: `tag:${decision.release.repositoryId}:${plan.name}` },
    select: { result: true },
  });
  const refusal = () => {
    if (decision.phase === "closed") return "This round is over.";
    if (decision.phase === "tagging") return "The tag is being made right now.";
    if (isMade) return "The tag is made.";
    const may = refusalOf("release.tag");
    if (may) return may;
    return judged.state === "go" || judged.state === "overridden" ? null : "This is no GO yet; what is missing stands above.";
  };
  return {
    plan,
    planDigest: planDigest(planned),
    starts: await listTagWorkflows(decision.release.repositoryId),
    refusal: refusal(),
    made:
      isMade && decision.closedAt
        ? {
            name: plan.name,
            sha: plan.sha,
            at: decision.closedAt.toISOString(),
            by,
            wasAdopted: (made?.result as { wasAdopted?: boolean } | null)?.wasAdopted ?? false,
          }
        : null,
    runs: runs.map((run) => ({ id: String(run.id), workflowName: run.workflowName, state: checkState(run), url: run.url })),
    githubRelease,
    releaseRefusal: isMade ? (refusalOf("release.publish") ?? oldSignIn) : "The tag comes first.",
  };
}

/** The GitHub Release of a tag as far as Slipway had to do with it: published, or made as a draft. */
export async function readKnownRelease(repositoryId: string, tag: string): Promise<GithubReleaseView> {
  const published = await database().effect.findFirst({
    where: { key: { startsWith: `github-release-publication:${repositoryId}:${tag}:` }, state: "done" },
    select: { result: true },
  });
  const drafted = await database().effect.findFirst({
    where: { key: `github-release:${repositoryId}:${tag}`, state: "done" },
    select: { result: true },
  });
  // Written by release-effects.ts and publish-effect.ts alone.
  const url = ((published ?? drafted)?.result as { url?: string } | null | undefined)?.url ?? null;
  return { state: published ? "published" : drafted ? "draft" : "none", url };
}

/** The plan as it was written down when the round was taken for its tag. */
function toPlanned({ tag, tagMessage, recordDigest, facts }: DecisionRow) {
  return { plan: { name: tag ?? "", sha: facts.sha, message: tagMessage ?? "" }, digest: recordDigest ?? "" };
}

/** Workflows that were seen to run on tags. */
async function listTagWorkflows(repositoryId: string): Promise<string[]> {
  const tags = await database().gitRef.findMany({ where: { repositoryId, name: { startsWith: "refs/tags/" } }, select: { name: true } });
  const runs = await database().workflowRun.findMany({
    where: { repositoryId, event: "push", branch: { in: tags.map(({ name }) => name.slice("refs/tags/".length)) } },
    select: { workflowName: true },
    distinct: ["workflowName"],
    orderBy: { workflowName: "asc" },
  });
  return runs.map(({ workflowName }) => workflowName);
}
