import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import type { Policy } from "../policy";
import type { RoomView } from "../room-view";

export const QUESTION = "Can an operator tell from the notes what changed?";
export const NOTES = "# Changes\n\n## 1.0.0 (2026-01-01)\n\n### Features\n\n* Lift boats (#1)\n";

const POLICY: Policy = {
  slots: [
    { name: "Release lead", holders: [{ kind: "person", githubId: "0", login: "lead" }], needed: 1, isRequired: true },
    { name: "Quality", holders: [{ kind: "role", role: "triage" }], needed: 1, isRequired: true },
    { name: "Everybody", holders: [{ kind: "permission", role: "read" }], needed: 2, isRequired: false },
  ],
  mayApproveOwn: false,
  linkedAccounts: [],
  voteHours: null,
  dueHours: null,
  hasTypedConfirmation: false,
  needsNotes: true,
  questions: [QUESTION],
  tag: { extraLines: [], hasDecisionDigest: true },
};

/** A repository with a candidate 1.0.0 on a branch, and a round on it that was asked for. */
export interface Round {
  id: string;
  record: Awaited<ReturnType<TestWorld["addRepository"]>>["record"];
  folder: string;
  name: string;
  decisionId: string;
  ask: { decisionId: string; repositoryId: string; version: string; sha: string; words: string; extraSlots: [] };
  sha: string;
  room: (login: string) => Promise<RoomView>;
}

/** People, repositories and rounds for integration tests of decisions. */
export interface Rounds {
  world: TestWorld;
  who: (login: string) => Actor;
  openRound: (change?: Partial<Policy>) => Promise<Round>;
  answer: (round: Round) => Promise<void>;
  vote: (round: Round, login: string, slot: string, kind?: string, more?: object) => Promise<string>;
  /** Answers, and a GO in every slot. */
  decideGo: (round: Round) => Promise<void>;
  /** A push, and everything that follows from it. */
  push: (round: Round, files: Record<string, string>, login?: string) => Promise<string>;
  /** Reads GitHub again, as after a webhook. */
  notice: (round: Round) => Promise<void>;
  roomOf: (login: string, decisionId: string) => Promise<RoomView>;
}

export async function startRounds(): Promise<Rounds> {
  const world = await startTestWorld();
  const people: Record<string, Actor> = {};
  for (const [login, role] of [
    ["manager", "maintain"],
    ["lead", "write"],
    ["tester", "triage"],
    ["auditor", "read"],
    ["admin", "admin"],
  ] as const)
    people[login] = await world.addPerson(login, role);
  const { database } = await import("@/lib/db/client");
  const { defaultPolicy } = await import("../policy");
  const { setPolicy } = await import("./set-policy");
  const { askDecision } = await import("./ask-decision");
  const { answerQuestion } = await import("./say-in-room");
  const { castVote } = await import("./cast-vote");
  const { getRoom } = await import("./get-room");
  const { noteDecision } = await import("./note-decision");
  const { syncRepository } = await import("@/lib/releases/server/sync-repository");
  let count = 0;

  const who = (login: string): Actor => {
    const actor = people[login];
    if (!actor) throw new Error(`nobody is called ${login}`);
    return actor;
  };
  const rounds: Rounds = {
    world,
    who,
    roomOf: (login, decisionId) => getRoom(who(login), decisionId),
    openRound: async (change = {}) => {
      count += 1;
      const name = `boat-${count}`;
      const repository = await world.addRepository(name, "release/1.0.0", { VERSION: "1.0.0\n", "CHANGELOG.md": NOTES });
      const seen = defaultPolicy("final");
      await setPolicy(who("admin"), { repositoryId: repository.id, releaseType: "final", seen, policy: { ...POLICY, ...change } });
      const { sha } = await database().candidate.findFirstOrThrow({ where: { release: { repositoryId: repository.id } } });
      const decisionId = randomUUID();
      const ask: Round["ask"] = { decisionId, repositoryId: repository.id, version: "1.0.0", sha, words: "Ready?", extraSlots: [] };
      await askDecision(who("manager"), ask);
      return { ...repository, name, decisionId, ask, sha, room: (login) => rounds.roomOf(login, decisionId) };
    },
    answer: async ({ decisionId }) => {
      const { fingerprint } = await database().decision.findUniqueOrThrow({ where: { id: decisionId } });
      await answerQuestion(who("manager"), { decisionId, question: QUESTION, answer: "yes", words: "", fingerprint });
    },
    vote: async ({ decisionId }, login, slot, kind = "go", more = {}) => {
      const { fingerprint } = await database().decision.findUniqueOrThrow({ where: { id: decisionId } });
      const voteId = randomUUID();
      const words = kind === "go" ? "" : "Because.";
      await castVote(who(login), { voteId, decisionId, slot, kind, words, fingerprint, typed: null, ...more });
      return voteId;
    },
    decideGo: async (round) => {
      await rounds.answer(round);
      await rounds.vote(round, "lead", "Release lead");
      await rounds.vote(round, "tester", "Quality");
    },
    push: async (round, files, login = "manager") => {
      const sha = await world.push(round.record, "release/1.0.0", files, login);
      await rounds.notice(round);
      return sha;
    },
    notice: async ({ id, decisionId }) => {
      await syncRepository(id);
      await noteDecision(decisionId);
    },
  };
  return rounds;
}
