import { can, explainRefusal, type Role } from "@/lib/auth/permissions";
import { database } from "@/lib/db/client";
import type { UndoableCommit } from "@/lib/releases/undoable-commit";
import type { CommitOutcome, CommitPlan } from "./commit-effect";
import { TEXT } from "./draft-row";

/** The last commit of a release's notes, if its branch still points at it as far as Slipway has heard. */
export async function findUndoableCommit(
  repository: { id: string; owner: string; name: string },
  releaseId: string,
  role: Role,
): Promise<UndoableCommit | null> {
  const [last] = await database().effect.findMany({
    where: { releaseId, kind: "changelog-commit", state: "done" },
    orderBy: { endedAt: "desc" },
    take: 1,
  });
  if (!last) return null;
  const { mode, head } = last.plan as unknown as CommitPlan;
  const { sha } = last.result as unknown as CommitOutcome;
  const draft = await database().draft.findUnique({ where: { id: draftIdOf(last.key) }, omit: TEXT });
  if (!draft) return null;
  const ref = await database().gitRef.findUnique({
    where: { repositoryId_name: { repositoryId: repository.id, name: `refs/heads/${draft.branch}` } },
  });
  if (ref?.sha !== sha) return null;
  const person = last.actorId ? await database().user.findUnique({ where: { id: last.actorId }, select: { login: true } }) : null;
  return {
    draftId: draft.id,
    version: draft.version,
    branch: draft.branch,
    mode,
    sha,
    before: head,
    by: person?.login ?? "somebody",
    at: (last.endedAt ?? last.plannedAt).toISOString(),
    refusal: can(role, "changelog.commit") ? null : explainRefusal("changelog.commit", role, `${repository.owner}/${repository.name}`),
  };
}

/** `changelog-commit:<draft>:<revision>:<mode>`. */
const draftIdOf = (key: string) => key.split(":")[1] ?? "";
