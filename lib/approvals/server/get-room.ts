import type { Actor } from "@/lib/auth/actor";
import { can, explainRefusal, type Permission, type Role } from "@/lib/auth/permissions";
import { refuseOldSignIn } from "@/lib/auth/recent-sign-in";
import { authorize } from "@/lib/auth/server/authorize";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database, type Prisma } from "@/lib/db/client";
import { environment } from "@/lib/env/environment";
import { CONFIRMING_SWEEPS, freshness } from "@/lib/releases/freshness";
import { checkState } from "@/lib/runs/run-state";
import { describeReviews, type StandingReview } from "../describe-reviews";
import { canonicalJson } from "../facts";
import { describeBlocker } from "../judge-decision";
import { describeHolders, personOf, refuseOwnApproval } from "../policy";
import type { GateView, OverrideView, RecordNaming, RoomView, TagView } from "../room-view";
import { countEntries } from "./count-entries";
import { type DecisionRow, explainStale, readDecision, readOverride, shortRef } from "./decision-row";
import { judge } from "./judge";
import { listDecisionChecks } from "./list-decision-checks";
import { findKnownHands } from "./read-hands";
import { readSection } from "./read-section";
import { readChanges } from "./room-changes";
import { readSlotViews } from "./room-slots";
import { readTagView } from "./room-tag";
import { readVoter } from "./voter";

type OverrideRow = Prisma.OverrideGetPayload<object>;

const MOST_EVENTS = 200;

/** A round as the room shows it to this person: from the database alone, as of what was last noted. */
export async function getRoom(actor: Actor, decisionId: string): Promise<RoomView> {
  const tx = database();
  const decision = await readDecision(tx, decisionId);
  const { repository } = decision.release;
  await authorize(actor, "repository.read", repository.id, ROLE_AGE.read);
  const role = await getRepositoryRole(actor, repository.id, ROLE_AGE.read);
  const { facts } = decision;
  const [judged, checks, ref, section, people, override, remarks, events, rounds, sweeps] = await Promise.all([
    judge(tx, decision, facts),
    listDecisionChecks(tx, repository.id, facts.sha, decision.phase === "tagged" ? decision.tag : null),
    tx.candidate.findFirst({ where: { releaseId: decision.releaseId, sha: facts.sha }, select: { subject: true, author: true } }),
    readSection(repository, facts.sha, decision.version),
    tx.user.findMany({ where: { id: { in: [decision.askedBy, decision.closedBy, decision.taggingBy].flatMap((id) => id ?? []) } } }),
    tx.override.findFirst({ where: { decisionId, withdrawnAt: null } }),
    tx.remark.findMany({ where: { decisionId }, orderBy: { at: "asc" } }),
    tx.event.findMany({
      where: {
        releaseId: decision.releaseId,
        OR: [
          { data: { path: ["decisionId"], equals: decisionId } },
          // What came of its tag belongs to the round that made it.
          ...(decision.phase === "tagged" ? [{ data: { path: ["tag"], equals: decision.tag ?? "" } }] : []),
        ],
      },
      orderBy: { seq: "desc" },
      take: MOST_EVENTS,
    }),
    tx.decision.findMany({
      where: { releaseId: decision.releaseId, version: decision.version, id: { not: decisionId } },
      orderBy: { round: "desc" },
      select: { id: true, round: true, state: true, createdAt: true, closedBecause: true },
    }),
    tx.repository.findUniqueOrThrow({
      where: { id: repository.id },
      include: { sweeps: CONFIRMING_SWEEPS },
    }),
  ]);
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? "somebody";
  const refusalOf = (permission: Permission) => refusalFor(permission, role, decision);
  const tag = await readTagView(decision, judged, {
    refusalOf,
    oldSignIn: refuseOldSignIn(actor, new Date()),
    by: nameOf(decision.closedBy),
  });
  return {
    decisionId,
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    repositoryUrl: `${environment().GITHUB_URL}/${repository.owner}/${repository.name}`,
    release: decision.release.version,
    version: decision.version,
    releaseType: decision.releaseType,
    round: decision.round,
    refName: shortRef(decision.refName),
    refKind: decision.refName.startsWith("refs/tags/") ? "tag" : "branch",
    phase: decision.phase,
    state: decision.phase === "open" ? judged.state : decision.standing,
    closed:
      decision.phase === "closed" && decision.closedAt
        ? { at: decision.closedAt.toISOString(), by: nameOf(decision.closedBy), because: decision.closedBecause ?? "" }
        : null,
    asked: { by: nameOf(decision.askedBy), at: decision.createdAt.toISOString(), words: decision.words },
    due: decision.dueAt && { at: decision.dueAt.toISOString(), pausedAt: decision.pausedAt?.toISOString() ?? null },
    fingerprint: decision.fingerprint,
    commit: { sha: facts.sha, subject: ref?.subject ?? "", author: ref?.author ?? "" },
    notesDigest: facts.notes,
    notes: section && { path: section.path, text: section.text, entries: countEntries(section) },
    checks,
    answers: decision.answers,
    answerRefusal: refusalOf("release.ask"),
    slots: await readSlotViews(actor, decision, judged),
    blockers:
      decision.phase === "open"
        ? judged.blockers.map((blocker) => describeBlocker(blocker, (slot) => describeHolders(decision.policy, slot)))
        : [],
    changes: decision.phase === "open" ? await readChanges(tx, decision, actor.id, checks) : null,
    me: await toMe(actor, decision, role),
    remarks: remarks.map(({ id, name, text, at }) => ({ id, name, text, at: at.toISOString() })),
    override: override && (await toOverrideView(actor, decision, override, refusalOf("release.override"))),
    gates: await listGates(decision),
    tag,
    events: events.map(({ seq, at, type, actor: by, sentence }) => ({ seq: String(seq), at: at.toISOString(), type, actor: by, sentence })),
    rounds: rounds.map(({ id, round, state, createdAt, closedBecause }) => ({
      decisionId: id,
      round,
      phase: state as RoomView["phase"],
      at: createdAt.toISOString(),
      because: closedBecause,
    })),
    record:
      decision.recordDigest && decision.phase === "tagged"
        ? { digest: decision.recordDigest, text: canonicalJson(decision.record), namedBy: namingOf(decision, tag) }
        : null,
    asOf: freshness(sweeps).asOf,
  };
}

function namingOf({ policy }: DecisionRow, { made }: TagView): RecordNaming {
  if (made?.wasAdopted) return "adopted";
  return policy.tag.hasDecisionDigest ? "tag" : "nothing";
}

async function toOverrideView(actor: Actor, decision: DecisionRow, override: OverrideRow, refusal: string | null): Promise<OverrideView> {
  const facts = await readOverride(database(), decision);
  const { policy } = decision;
  const { githubId } = await database().user.findUniqueOrThrow({ where: { id: actor.id }, select: { githubId: true } });
  return {
    id: override.id,
    reason: override.reason,
    by: override.name,
    at: override.at.toISOString(),
    second: override.secondName && override.secondAt ? { by: override.secondName, at: override.secondAt.toISOString() } : null,
    staleBecause: explainStale(facts, decision),
    isMine: personOf(String(githubId), policy.linkedAccounts) === String(override.person),
    mayWithdraw: refusal === null && [override.userId, override.secondUserId].includes(actor.id),
  };
}

function refusalFor(permission: Permission, role: Role, { release: { repository } }: DecisionRow): string | null {
  return can(role, permission) ? null : explainRefusal(permission, role, `${repository.owner}/${repository.name}`);
}

async function toMe(actor: Actor, decision: DecisionRow, role: Role): Promise<RoomView["me"]> {
  const { githubId, slots } = await readVoter(database(), actor, decision);
  const reader = { githubId, login: actor.login };
  const hands = await findKnownHands(decision, decision.facts.sha, reader);
  const current = await database().vote.findFirst({
    where: { decisionId: decision.id, userId: actor.id, isCurrent: true },
    select: { id: true },
  });
  return {
    login: actor.login,
    slots: slots.map(({ slot, onBehalfOf }) => ({ slot, onBehalfOf: onBehalfOf?.login ?? null })),
    refusal:
      decision.phase !== "open"
        ? "This round is over."
        : slots.length === 0
          ? "You hold no slot of this round. Who holds one can lend it to you under “Who decides”."
          : null,
    goRefusal: refuseGo(slots.map(({ onBehalfOf }) => refuseOwnApproval(reader, decision.policy, hands, onBehalfOf))),
    voteId: current?.id ?? null,
    typed: decision.policy.hasTypedConfirmation ? decision.version : null,
    manageRefusal: refusalFor("release.ask", role, decision),
    overrideRefusal: refusalFor("release.override", role, decision),
    remarkRefusal: refusalFor("release.comment", role, decision),
  };
}

/** Why no slot of theirs takes a GO from this person; null where one does. */
const refuseGo = (refusals: (string | null)[]) => (refusals.every((refusal) => refusal !== null) ? (refusals[0] ?? null) : null);

/** GitHub's own gates: reviews of the release pull request, and environments whose reviewers the candidate's runs wait for. */
async function listGates({ facts, refName, release: { repository } }: DecisionRow): Promise<RoomView["gates"]> {
  const [runs, pulls] = await Promise.all([
    database().workflowRun.findMany({ where: { repositoryId: repository.id, headSha: facts.sha, status: "waiting" } }),
    database().pullRequest.findMany({ where: { repositoryId: repository.id, headRef: shortRef(refName) } }),
  ]);
  return [
    ...pulls.map((pull): GateView => {
      // Written by sync-repository.ts alone.
      const reviews = pull.reviews as unknown as StandingReview[];
      return { kind: "review", name: `#${pull.number}`, url: pull.url, runId: null, ...describeReviews(reviews, facts.sha) };
    }),
    ...runs.map(
      (run): GateView => ({
        kind: "environment",
        name: run.workflowName,
        sentence: `${run.workflowName} #${run.number} waits for somebody to let it into an environment.`,
        url: run.url,
        runId: String(run.id),
        state: checkState(run),
      }),
    ),
  ];
}
