import type { Actor } from "@/lib/auth/actor";
import { can, explainRefusal } from "@/lib/auth/permissions";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import type { CandidateView } from "@/lib/releases/release-views";
import type { CandidateDecision } from "../room-view";
import { type DecisionRow, readDecision } from "./decision-row";
import { judge } from "./judge";
import { proposeSlots } from "./read-policy";

/** The newest round on a candidate's version, and what it takes to ask for one. */
export async function findCandidateDecision(
  actor: Actor,
  { id: repositoryId, owner, name }: { id: string; owner: string; name: string },
  release: { id: string; publishedAt: Date | null },
  candidate: CandidateView,
): Promise<CandidateDecision> {
  const [last] = await database().decision.findMany({
    where: { releaseId: release.id, version: candidate.version },
    orderBy: { round: "desc" },
    take: 1,
    select: { id: true },
  });
  const decision = last ? await readDecision(database(), last.id) : null;
  const role = await getRepositoryRole(actor, repositoryId, ROLE_AGE.read);
  const refusal = () => {
    if (!can(role, "release.ask")) return explainRefusal("release.ask", role, `${owner}/${name}`);
    if (candidate.isGone) return "No branch or tag points at this commit any more.";
    return release.publishedAt && candidate.type === "final" ? `${candidate.version} is published already.` : null;
  };
  return {
    round: decision && {
      decisionId: decision.id,
      number: decision.round,
      phase: decision.phase,
      ...(await describe(decision)),
      isOfCandidate: decision.facts.sha === candidate.sha,
    },
    askRefusal: refusal(),
    slots: await proposeSlots(repositoryId, candidate.type, candidate.version),
  };
}

async function describe(decision: DecisionRow): Promise<Pick<NonNullable<CandidateDecision["round"]>, "state" | "sentence">> {
  const { phase, standing, version } = decision;
  if (phase === "tagged") return { state: standing, sentence: `Decided and tagged as ${decision.tag}.` };
  if (phase === "tagging") return { state: standing, sentence: `The tag ${decision.tag} is being made.` };
  if (phase === "closed") return { state: standing, sentence: `Round ${decision.round} was ended: ${decision.closedBecause}` };
  const { state, slots } = await judge(database(), decision, decision.facts);
  const required = slots.filter(({ slot }) => slot.isRequired);
  const said = `${required.filter((slot) => slot.state === "go").length} of ${required.length} slots say GO`;
  switch (state) {
    case "go":
      return { state, sentence: `GO on ${version}: the tag can be created.` };
    case "overridden":
      return { state, sentence: `${version} goes on by override: the tag can be created.` };
    case "no-go":
      return { state, sentence: `NO-GO on ${version}.` };
    case "needs-work":
      return { state, sentence: `Somebody asks for work on ${version}. ${said}.` };
    case "suspended":
      return { state, sentence: `Suspended while a required check runs. ${said}.` };
    case "blocked":
      return { state, sentence: "Every slot says GO, and something else stands in the way." };
    case "open":
      return { state, sentence: `${said}.` };
  }
}
