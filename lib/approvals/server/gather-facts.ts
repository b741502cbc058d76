import type { Tx } from "@/lib/db/client";
import { listCheckRules } from "@/lib/runs/server/list-check-rules";
import type { Answer, DecisionFacts } from "../facts";
import type { DecisionRow, StoredAnswer } from "./decision-row";
import { digestOf, sha256 } from "./digest";
import { readSection } from "./read-section";

type Subject = Pick<DecisionRow, "version" | "policy" | "answers" | "release">;

/** What a vote on this commit would be bound to now. */
export async function gatherFacts({ version, policy, answers, release: { repository } }: Subject, sha: string): Promise<DecisionFacts> {
  const [section, checkRules] = await Promise.all([readSection(repository, sha, version), listCheckRules(repository.id)]);
  return {
    repository: String(repository.githubId),
    release: version,
    sha,
    notes: section && sha256(section.text),
    process: digestOf(policy),
    answers: answers.map(toAnswer),
    checkRules,
  };
}

export const toAnswer = ({ question, answer, words }: StoredAnswer): Answer => ({ question, answer, words });

/** The commit that the branch or tag of a round leads to, as far as Slipway has heard; null when it is gone. */
export async function findHead(tx: Tx, repositoryId: string, refName: string): Promise<string | null> {
  const ref = await tx.gitRef.findUnique({ where: { repositoryId_name: { repositoryId, name: refName } }, select: { sha: true } });
  return ref?.sha ?? null;
}
