import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { can, PERMISSIONS, ROLES, type Role } from "@/lib/auth/permissions";
import type { Command } from "@/lib/command/command";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import { defaultPolicy } from "../policy";

/** Every command of the folder, found in the code: one that is not in the table below fails. */
const modules = import.meta.glob<Record<string, unknown>>(["./*.ts", "!./*.itest.ts"]);

let world: TestWorld;
const people = {} as Record<Role, Actor>;
let repositoryId: string;
let decisionId: string;
let endedId: string;
let sha: string;
let commands: Map<string, Command<unknown>>;

const isCommand = (value: unknown): value is Command<unknown> =>
  typeof value === "function" && "permission" in value && typeof value.permission === "string" && value.permission in PERMISSIONS;

beforeAll(async () => {
  world = await startTestWorld();
  for (const role of ROLES) if (role !== "none") people[role] = await world.addPerson(`a-${role}`, role);
  people.none = await world.addPerson("a-none", "read");
  const { id, record } = await world.addRepository("boat", "release/1.0.0", {
    VERSION: "1.0.0\n",
    "CHANGELOG.md": "# Changes\n\n## 1.0.0 (2026-01-01)\n\n### Features\n\n* Float (#1)\n",
  });
  repositoryId = id;
  record.isPrivate = true;
  delete record.roles["a-none"];
  const { database } = await import("@/lib/db/client");
  sha = (await database().candidate.findFirstOrThrow({ where: { release: { repositoryId } } })).sha;
  const { askDecision } = await import("./ask-decision");
  const { closeDecision } = await import("./keep-round");
  const ask = { repositoryId, version: "1.0.0", sha, words: "", extraSlots: [] };
  [endedId, decisionId] = [randomUUID(), randomUUID()];
  await askDecision(people.write, { ...ask, decisionId: endedId });
  await closeDecision(people.write, { decisionId: endedId, because: "Too early." });
  await askDecision(people.write, { ...ask, decisionId });
  const loaded = await Promise.all(Object.values(modules).map((load) => load()));
  commands = new Map(
    loaded.flatMap((exported) => Object.entries(exported).flatMap(([name, value]) => (isCommand(value) ? [[name, value] as const] : []))),
  );
});

afterAll(() => world.stop());

/** Input that is whole but leads nowhere, so that only the right to act decides between a refusal and the rest. */
const INPUTS: Record<string, () => object | Promise<object>> = {
  addRemark: () => ({ remarkId: randomUUID(), decisionId, text: "Well?" }),
  agreeOverride: async () => ({ overrideId: await anOverride(), fingerprint: "other", typed: "no" }),
  answerQuestion: () => ({ decisionId, question: "Never asked?", answer: "yes", words: "", fingerprint: "other" }),
  askDecision: () => ({ decisionId: randomUUID(), repositoryId, version: "9.9.9", sha, words: "", extraSlots: [] }),
  askOverride: () => ({
    overrideId: randomUUID(),
    decisionId,
    reason: "Because of a reason long enough.",
    fingerprint: "other",
    typed: "no",
  }),
  castVote: () => ({ voteId: randomUUID(), decisionId, slot: "None", kind: "abstain", words: "", fingerprint: "other", typed: null }),
  closeDecision: () => ({ decisionId: endedId, because: "Once more." }),
  createTag: () => ({ decisionId, fingerprint: "other", tag: "v1.0.0", planDigest: "other", typed: "v1" }),
  endDelegation: async () => ({ delegationId: await aLoan() }),
  lendSlot: () => ({ delegationId: randomUUID(), repositoryId, toLogin: "nobody-there", slot: null, startsAt: at(0), endsAt: at(1) }),
  publishRelease: () => ({ decisionId, typed: "v1" }),
  remindSlot: () => ({ reminderId: randomUUID(), decisionId, slot: "None" }),
  setPolicy: () => ({
    repositoryId,
    releaseType: "final",
    seen: { ...defaultPolicy("final"), voteHours: 5 },
    policy: { ...defaultPolicy("final"), voteHours: 7 },
  }),
  withdrawOverride: async () => ({ overrideId: await anOverride() }),
  withdrawVote: () => ({ decisionId, voteId: randomUUID() }),
};

const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Of a person who has left: nobody else's. */
async function anOverride(): Promise<string> {
  const { database } = await import("@/lib/db/client");
  const known = await database().override.findFirst({ where: { decisionId } });
  if (known) return known.id;
  const row = { id: randomUUID(), decisionId, fingerprint: "f", reason: "r", person: 1n, userId: randomUUID(), name: "Demo Lead" };
  return (await database().override.create({ data: row })).id;
}

async function aLoan(): Promise<string> {
  const { database } = await import("@/lib/db/client");
  const known = await database().delegation.findFirst({ where: { repositoryId } });
  if (known) return known.id;
  const loan = {
    id: randomUUID(),
    repositoryId,
    fromGithubId: 1n,
    fromLogin: "gone",
    toGithubId: 2n,
    toLogin: "gone-too",
    createdBy: randomUUID(),
  };
  return (await database().delegation.create({ data: { ...loan, startsAt: new Date(), endsAt: new Date(at(1)) } })).id;
}

/** `refused` by role, or anything else that came of it. */
async function outcomeOf(act: () => Promise<unknown>, role: Role, refusal: RegExp): Promise<"hidden" | "refused" | "let through"> {
  try {
    await act();
    return "let through";
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (role === "none" && code === "not-found" && /not connected|may not see/.test(message)) return "hidden";
    return code === "forbidden" && refusal.test(message) ? "refused" : "let through";
  }
}

describe("T31 role × action", () => {
  test("every command of decisions stands in the table, and nothing else does", () => {
    expect([...commands.keys()].sort()).toEqual(Object.keys(INPUTS).sort());
  });

  for (const role of ROLES)
    test(`${role} may do exactly what the table of rights says`, async () => {
      for (const [name, command] of commands) {
        const input = await INPUTS[name]?.();
        const outcome = await outcomeOf(() => command(people[role], input), role, /you need the role/);
        expect([name, outcome]).toEqual([name, role === "none" ? "hidden" : can(role, command.permission) ? "let through" : "refused"]);
      }
    });

  test("reading a room, the settings and the inbox takes the role read; without it they are not there", async () => {
    const { getRoom } = await import("./get-room");
    const { getPolicySettings } = await import("./get-policy-settings");
    const { listInbox } = await import("./list-inbox");
    for (const role of ROLES) {
      for (const read of [() => getRoom(people[role], decisionId), () => getPolicySettings(people[role], "harbour", "boat")])
        expect(await outcomeOf(read, role, /./)).toBe(role === "none" ? "hidden" : "let through");
      const waiting = (await listInbox(people[role])).filter((item) => item.decisionId === decisionId);
      expect([role, waiting.length]).toEqual([role, can(role, "release.override") ? 1 : 0]);
    }
  });
});
