import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setTeam } from "@/local-github/teams";
import { NOTES, QUESTION, type Round, type Rounds, startRounds } from "./test-rounds";

let rounds: Rounds;
beforeAll(async () => {
  rounds = await startRounds();
});
afterAll(() => rounds.world.stop());

const who = (login: string) => rounds.who(login);
const openRound: Rounds["openRound"] = (change) => rounds.openRound(change);
const answer: Rounds["answer"] = (round) => rounds.answer(round);
const vote: Rounds["vote"] = (...args) => rounds.vote(...args);
const push: Rounds["push"] = (...args) => rounds.push(...args);
const roomOf: Rounds["roomOf"] = (...args) => rounds.roomOf(...args);

const standings = async (round: Round) =>
  (await round.room("auditor")).slots.flatMap(({ votes }) => votes.map(({ name, standing }) => [name, standing.state]));

test("a round from asked to GO: each slot by its holder, what is missing as sentences, all of it on record", async () => {
  const round = await openRound();
  expect((await round.room("lead")).blockers).toEqual([
    "Release lead has not voted: lead.",
    "Quality has not voted: role triage.",
    `Nobody has answered “${QUESTION}” Answer it before the vote.`,
  ]);
  await expect(vote(round, "lead", "Release lead")).rejects.toThrow("A question about this candidate is not answered yet.");
  await answer(round);
  await vote(round, "lead", "Release lead");
  await expect(vote(round, "auditor", "Quality")).rejects.toThrow("Quality is not yours to fill.");
  expect((await round.room("lead")).state).toBe("open");
  await vote(round, "tester", "Quality", "go", { words: "Read all of it." });
  const room = await round.room("auditor");
  expect([room.state, room.blockers]).toEqual(["go", []]);
  expect(room.tag.plan.name).toBe("v1.0.0");
  expect(room.tag.plan.message).toMatch(/^Release v1\.0\.0\n\nDecision: sha256:[0-9a-f]{64}\n$/);
  expect(room.events.map(({ actor, sentence }) => `${actor}: ${sentence}`).reverse()).toEqual([
    `manager: Asked for a go/no-go on 1.0.0 at ${round.sha.slice(0, 7)}`,
    `manager: Answered “${QUESTION}” with yes for 1.0.0`,
    `lead: Voted GO for Release lead on 1.0.0 at ${round.sha.slice(0, 7)}`,
    `tester: Voted GO for Quality on 1.0.0 at ${round.sha.slice(0, 7)}`,
  ]);
});

test("T11 a push voids the votes that were bound to the old commit, says what changed, and a new GO counts", async () => {
  const round = await openRound();
  await answer(round);
  await vote(round, "lead", "Release lead");
  await vote(round, "tester", "Quality");
  const before = await round.room("lead");
  const sha = await push(round, { "CHANGELOG.md": NOTES.replace("Lift boats", "Lift heavy boats") });
  const room = await round.room("lead");
  expect(room.state).toBe("open");
  const moved = `the candidate moved from ${round.sha.slice(0, 7)} to ${sha.slice(0, 7)} and the notes changed`;
  expect(room.blockers).toEqual([`lead's GO (Release lead) does not count: ${moved}.`, `tester's GO (Quality) does not count: ${moved}.`]);
  expect(room.changes).toMatchObject({
    since: "your GO",
    parts: ["commit", "notes"],
    commit: {
      from: round.sha,
      to: sha,
      commits: [{ sha, subject: "release: release/1.0.0", author: "manager" }],
      total: 1,
      isRewritten: false,
    },
  });
  expect(room.changes?.notes?.after).toContain("Lift heavy boats");
  // Who still has the old room before them votes on nothing.
  const { castVote } = await import("./cast-vote");
  const stale = { voteId: randomUUID(), decisionId: round.decisionId, slot: "Release lead", kind: "go", words: "", typed: null };
  await expect(castVote(who("lead"), { ...stale, fingerprint: before.fingerprint })).rejects.toMatchObject({ code: "conflict" });
  await vote(round, "lead", "Release lead");
  await vote(round, "tester", "Quality");
  expect((await round.room("lead")).state).toBe("go");
  expect((await round.room("auditor")).events.map(({ sentence }) => sentence)).toContain(
    `Go/no-go of 1.0.0: ${moved}: 2 votes do not count, votes are open`,
  );
});

test("a commit that calls itself another version is not tagged as this one, whoever says GO to it", async () => {
  const round = await openRound();
  await answer(round);
  await push(round, { VERSION: "1.0.0rc2\n" });
  await answer(round);
  await vote(round, "lead", "Release lead");
  await vote(round, "tester", "Quality");
  const says = "This commit calls itself 1.0.0rc2. End the round and ask for that version.";
  const room = await round.room("manager");
  expect([room.state, room.blockers]).toEqual(["blocked", [says]]);
  const { createTag } = await import("./create-tag");
  const { planDigest } = room.tag;
  const asked = { decisionId: round.decisionId, fingerprint: room.fingerprint, tag: "v1.0.0", planDigest, typed: "v1.0.0" };
  await expect(createTag(who("manager"), asked)).rejects.toThrow(says);
  // A commit of the notes on top of the version's own, and one that amends it, are this version's again.
  await push(round, { VERSION: "1.0.0\n", "CHANGELOG.md": NOTES.replace("boats", "all boats") });
  await vote(round, "lead", "Release lead");
  await vote(round, "tester", "Quality");
  expect((await round.room("manager")).state).toBe("go");
});

test("until what moved was looked at, the room says that the branch moved and calls nothing a GO", async () => {
  const round = await openRound();
  await rounds.decideGo(round);
  const { syncRepository } = await import("@/lib/releases/server/sync-repository");
  const sha = await rounds.world.push(round.record, "release/1.0.0", { "hull.txt": "tight\n" }, "manager");
  await syncRepository(round.id);
  const room = await round.room("manager");
  const says = `The branch or tag has moved to ${sha.slice(0, 7)}, and what changed is still being read. Wait a moment.`;
  expect([room.state, room.blockers]).toEqual(["blocked", [says]]);
});

test("a push that GitHub cannot compare with what was there, nor say who wrote, voids the votes all the same", async () => {
  const round = await openRound();
  await rounds.decideGo(round);
  const { faults } = rounds.world.github.world;
  faults.set([
    { method: "GET", path: "/compare/", kind: "html", times: 50 },
    { method: "POST", path: "/graphql", body: "query Hands", kind: "html", times: 50 },
  ]);
  const sha = await push(round, { "hull.txt": "tight\n" });
  faults.set([]);
  const room = await round.room("lead");
  expect([room.state, room.commit.sha]).toEqual(["open", sha]);
  expect(room.changes?.commit).toMatchObject({ from: round.sha, to: sha, commits: [], total: null });
});

test("of a long move the newest hundred commits are shown, and how many there are", async () => {
  const round = await openRound();
  const branch = "refs/heads/release/1.0.0";
  const commits = Array.from({ length: 130 }, (_, at) => {
    const from = at === 0 ? `from ${round.sha}\n` : "";
    return `commit ${branch}\ncommitter Deck Hand <hand@harbour.example> ${1_767_225_600 + at} +0000\ndata <<END\nfix: plank ${at + 1}\nEND\n${from}\n`;
  });
  execFileSync("git", ["fast-import", "--quiet"], { cwd: round.folder, input: commits.join("") });
  await rounds.notice(round);
  const moved = (await round.room("lead")).changes?.commit;
  expect([moved?.total, moved?.commits.length, moved?.commits[0]?.subject]).toEqual([130, 100, "fix: plank 130"]);
});

test("a NO-GO needs its reason, stops the round whatever moves, and is taken back by who gave it", async () => {
  const round = await openRound();
  await answer(round);
  await vote(round, "lead", "Release lead");
  await expect(vote(round, "tester", "Quality", "no-go", { words: " " })).rejects.toMatchObject({ code: "invalid" });
  const voteId = await vote(round, "tester", "Quality", "no-go", { words: "It leaks." });
  expect((await round.room("lead")).blockers).toEqual(["Quality: NO-GO by tester: It leaks."]);
  await push(round, { "hull.txt": "tight\n" });
  expect((await round.room("lead")).state).toBe("no-go");
  const { withdrawVote } = await import("./cast-vote");
  await expect(withdrawVote(who("lead"), { decisionId: round.decisionId, voteId })).rejects.toMatchObject({ code: "forbidden" });
  await withdrawVote(who("tester"), { decisionId: round.decisionId, voteId });
  await withdrawVote(who("tester"), { decisionId: round.decisionId, voteId });
  expect((await round.room("lead")).state).toBe("open");
  // It stays where everybody can read it.
  expect((await round.room("auditor")).slots[1]?.votes).toMatchObject([
    { kind: "no-go", words: "It leaks.", standing: { state: "ended", why: "withdrawn" } },
  ]);
});

test("what was said is not removed, by the application's own role neither, nor is a turn changed", async () => {
  const round = await openRound();
  await vote(round, "tester", "Quality", "no-go");
  const { database } = await import("@/lib/db/client");
  const where = { decisionId: round.decisionId };
  for (const removed of [
    () => database().vote.deleteMany({ where }),
    () => database().decision.deleteMany({ where: { id: round.decisionId } }),
    () => database().override.deleteMany({ where }),
    () => database().reminder.deleteMany({ where }),
    () => database().decisionTurn.updateMany({ where, data: { sentence: "Nothing moved" } }),
    () => database().remark.updateMany({ where, data: { text: "Never said" } }),
  ])
    await expect(removed()).rejects.toThrow(/denied access|permission denied/);
});

test("work that is asked for stops the clock, and the clock goes on when something changed", async () => {
  const round = await openRound({ dueHours: 2 });
  await vote(round, "tester", "Quality", "needs-work", { words: "Say which boats." });
  const paused = (await round.room("lead")).due;
  expect(paused?.pausedAt).not.toBeNull();
  // Somebody's NO-GO beside it takes nothing of the work away.
  await vote(round, "lead", "Release lead", "no-go");
  expect((await round.room("lead")).due?.pausedAt).toBe(paused?.pausedAt);
  await push(round, { "CHANGELOG.md": NOTES.replace("boats", "all boats") });
  const due = (await round.room("lead")).due;
  expect(due?.pausedAt).toBeNull();
  expect(new Date(due?.at ?? 0).getTime()).toBeGreaterThan(new Date(paused?.at ?? 0).getTime());
});

test("T12 nobody approves their own work: the author of the commit, and a second account that is linked to it", async () => {
  const round = await openRound({
    slots: [{ name: "Anybody", holders: [{ kind: "permission", role: "read" }], needed: 2, isRequired: true }],
    linkedAccounts: [
      [
        { githubId: "0", login: "tester" },
        { githubId: "0", login: "auditor" },
      ],
    ],
  });
  await answer(round);
  await push(round, { "hull.txt": "tight\n" }, "tester");
  await expect(vote(round, "tester", "Anybody")).rejects.toThrow(/You are the (author|committer) of/);
  await expect(vote(round, "auditor", "Anybody")).rejects.toThrow(/tester, which is also yours, is the author of/);
  // Saying NO to one's own work is always possible.
  await vote(round, "tester", "Anybody", "no-go", { words: "I found a leak." });
});

test("T12 notes that are committed on top do not hide who wrote the release commit below", async () => {
  const round = await openRound({
    slots: [{ name: "Anybody", holders: [{ kind: "permission", role: "read" }], needed: 1, isRequired: true }],
  });
  const release = await push(round, { "hull.txt": "tight\n" }, "tester");
  const { database } = await import("@/lib/db/client");
  const { openDraft } = await import("@/lib/changelog/server/open-draft");
  const { changeDraft } = await import("@/lib/changelog/server/change-draft");
  const { commitDraft } = await import("@/lib/changelog/server/commit-draft");
  const candidate = await database().candidate.findFirstOrThrow({ where: { sha: release, release: { repositoryId: round.id } } });
  const { draftId } = await openDraft(who("manager"), { releaseId: candidate.releaseId, candidateId: candidate.id });
  const { notes } = await database().draft.findUniqueOrThrow({ where: { id: draftId } });
  const [category] = (notes as unknown as { categories: { id: string; title: string }[] }).categories;
  const seen = category?.title ?? "";
  const operation = { type: "rename-category", categoryId: category?.id ?? "", title: "Boats", seen };
  await changeDraft(who("manager"), { draftId, requestId: randomUUID(), operation });
  const { revision } = await database().draft.findUniqueOrThrow({ where: { id: draftId } });
  const { sha } = await commitDraft(who("manager"), { draftId, revision, mode: "commit" });
  await rounds.notice(round);
  await answer(round);
  expect((await round.room("tester")).commit.sha).toBe(sha);
  await expect(vote(round, "tester", "Anybody")).rejects.toThrow(`You are the author of ${release.slice(0, 7)},`);
  expect((await round.room("tester")).me.goRefusal).toContain(`You are the author of ${release.slice(0, 7)},`);
  await expect(vote(round, "manager", "Anybody")).rejects.toThrow(/^You are the (author|one who committed the notes) of/);
  await vote(round, "auditor", "Anybody");
});

test("T12 one person, one slot, one vote: two accounts of one person change the vote, and 200 votes in races of ten leave one", async () => {
  const linked = [
    [
      { githubId: "0", login: "tester" },
      { githubId: "0", login: "auditor" },
    ],
  ];
  const round = await openRound({
    slots: [{ name: "Anybody", holders: [{ kind: "permission", role: "read" }], needed: 2, isRequired: true }],
    linkedAccounts: linked,
  });
  await answer(round);
  for (let race = 0; race < 20; race++)
    await Promise.all(Array.from({ length: 10 }, (_, at) => vote(round, at % 2 ? "tester" : "auditor", "Anybody")));
  const [slot] = (await round.room("lead")).slots;
  expect([slot?.have, slot?.state]).toEqual([1, "open"]);
  const { database } = await import("@/lib/db/client");
  expect(await database().vote.count({ where: { decisionId: round.decisionId, isCurrent: true } })).toBe(1);
  expect(await database().vote.count({ where: { decisionId: round.decisionId } })).toBe(200);
});

test("T12 reading and then writing, without the lock and the index, counts one person twice", async () => {
  const round = await openRound();
  const { database } = await import("@/lib/db/client");
  const { default: pg } = await import("pg");
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await owner.connect();
  // What the application's role could never do.
  await owner.query(`drop index "Vote_current_key"`);
  const user = await database().user.findFirstOrThrow({ where: { login: "lead" } });
  const naive = async () => {
    const held = await database().vote.findFirst({ where: { decisionId: round.decisionId, person: user.githubId, isCurrent: true } });
    if (held) return;
    await database().vote.create({
      data: {
        id: randomUUID(),
        decisionId: round.decisionId,
        slot: "Release lead",
        person: user.githubId,
        // Each its own, so that the other index does not hold it back.
        holder: BigInt(Math.floor(Math.random() * 1e15)),
        userId: user.id,
        login: "lead",
        name: "lead",
        kind: "go",
        words: "",
        fingerprint: "",
        facts: {},
        evidence: [],
      },
    });
  };
  await Promise.all(Array.from({ length: 20 }, naive));
  const counted = await database().vote.count({ where: { decisionId: round.decisionId, isCurrent: true } });
  await owner.query(`update "Vote" set "isCurrent" = false where "decisionId" = $1`, [round.decisionId]);
  await owner.query(`create unique index "Vote_current_key" on "Vote"("decisionId", "person") where "isCurrent"`);
  await owner.end();
  expect(counted).toBeGreaterThan(1);
});

test("T13 a role that is taken away takes the vote with it", async () => {
  const round = await openRound();
  await answer(round);
  await vote(round, "lead", "Release lead");
  await vote(round, "tester", "Quality");
  expect((await round.room("auditor")).state).toBe("go");
  round.record.roles.tester = "read";
  const { refreshVoters } = await import("./refresh-voters");
  const { readDecision } = await import("./decision-row");
  const { database } = await import("@/lib/db/client");
  const { noteDecision } = await import("./note-decision");
  await refreshVoters(await readDecision(database(), round.decisionId));
  await noteDecision(round.decisionId);
  expect(await standings(round)).toEqual([
    ["lead", "stands"],
    ["tester", "stale"],
  ]);
  expect((await round.room("auditor")).blockers).toEqual(["tester's GO (Quality) does not count: tester no longer holds Quality."]);
  // A NO-GO is not lost with its voter.
  round.record.roles.tester = "triage";
  await refreshVoters(await readDecision(database(), round.decisionId));
  await vote(round, "tester", "Quality", "no-go", { words: "It leaks." });
  round.record.roles.tester = "read";
  await refreshVoters(await readDecision(database(), round.decisionId));
  await noteDecision(round.decisionId);
  const room = await round.room("auditor");
  expect([room.state, room.blockers]).toEqual([
    "no-go",
    [
      "Quality: NO-GO by tester: It leaks. (tester no longer holds Quality; the NO-GO stands until it is taken back or the round is ended.)",
    ],
  ]);
  round.record.roles.tester = "triage";
});

test("T13 who lent a slot is asked about too, and who is called something else now keeps what they hold", async () => {
  const slots = [{ name: "Deck", holders: [{ kind: "permission" as const, role: "write" as const }], needed: 1, isRequired: true }];
  const round = await openRound({ slots });
  await answer(round);
  const { lendSlot } = await import("./lend-slot");
  const { refreshVoters } = await import("./refresh-voters");
  const { readDecision } = await import("./decision-row");
  const { database } = await import("@/lib/db/client");
  const [startsAt = "", endsAt = ""] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const loan = { delegationId: randomUUID(), repositoryId: round.id, toLogin: "tester", slot: null, startsAt, endsAt };
  await lendSlot(who("lead"), loan);
  const refresh = async () => refreshVoters(await readDecision(database(), round.decisionId));
  const repositoryId = round.id;
  const forget = () => database().repositoryAccess.updateMany({ where: { repositoryId }, data: { checkedAt: new Date(0) } });
  // Before the vote: what the lender was last known to have is not enough.
  round.record.roles.lead = "read";
  await forget();
  await expect(vote(round, "tester", "Deck")).rejects.toThrow("Deck is not yours to fill.");
  round.record.roles.lead = "write";
  await forget();
  await vote(round, "tester", "Deck");
  // After it.
  round.record.roles.lead = "read";
  await refresh();
  expect(await standings(round)).toEqual([["tester", "stale"]]);
  // Under another login, with the old one taken by a stranger.
  const { store } = rounds.world.github.world;
  const account = store.account("lead");
  account.login = "captain";
  const stranger = { id: store.nextId(), login: "lead", name: "lead", email: "stranger@harbour.example", type: "User" as const };
  store.state.accounts.push(stranger);
  round.record.roles.captain = "write";
  await refresh();
  expect(await standings(round)).toEqual([["tester", "stands"]]);
  // The settings go on naming the person, not who has their old login.
  const { setPolicy } = await import("./set-policy");
  const { defaultPolicy } = await import("../policy");
  const seen = defaultPolicy("release-candidate");
  const lead = { kind: "person", githubId: String(account.id), login: "lead" };
  const policy = { ...seen, slots: [{ name: "Lead", holders: [lead], needed: 1, isRequired: true }] };
  const saved = await setPolicy(who("admin"), { repositoryId, releaseType: "release-candidate", seen, policy });
  expect(saved.policy.slots[0]?.holders).toEqual([{ ...lead, login: "captain" }]);
  store.state.accounts.splice(store.state.accounts.indexOf(stranger), 1);
  await refresh();
  expect(await standings(round)).toEqual([["tester", "stands"]]);
  account.login = "lead";
  round.record.roles.lead = "write";
  await refresh();
  expect(await database().user.count({ where: { login: "lead" } })).toBe(1);
});

test("a required check that runs again suspends the votes, passing revives them, and failing voids them", async () => {
  const round = await openRound();
  const { setCheckRules } = await import("@/lib/runs/server/set-check-rules");
  const { database } = await import("@/lib/db/client");
  const { noteDecision } = await import("./note-decision");
  await setCheckRules(who("manager"), { repositoryId: round.id, seen: [], rules: [{ pattern: "tank", class: "required" }] });
  await noteDecision(round.decisionId);
  const report = async (reportId: number, status: string, conclusion: string | null) => {
    const key = { repositoryId: round.id, sha: round.sha, source: "check-run", app: "tank-app", name: "tank" };
    const row = { ...key, reportId, status, conclusion, sentence: "", checkedAt: new Date() };
    await database().check.upsert({ where: { repositoryId_sha_source_app_name: key }, create: row, update: row });
    await noteDecision(round.decisionId);
  };
  await report(1, "completed", "failure");
  await answer(round);
  await expect(vote(round, "lead", "Release lead")).rejects.toThrow("A GO would not count: tank failed.");
  await report(2, "completed", "success");
  await vote(round, "lead", "Release lead");
  await vote(round, "tester", "Quality");
  expect((await round.room("lead")).state).toBe("go");
  await report(3, "in_progress", null);
  expect((await round.room("lead")).state).toBe("suspended");
  await report(3, "completed", "success");
  expect((await round.room("lead")).state).toBe("go");
  expect((await round.room("lead")).events[0]?.sentence).toBe("Go/no-go of 1.0.0: The checks changed: 2 votes count again, it is a GO");
  await report(4, "completed", "skipped");
  expect(await standings(round)).toEqual([
    ["lead", "stale"],
    ["tester", "stale"],
  ]);
});

test("a required job that never began is waited for, by the name of its rule; a line that softens it is other rules for everybody", async () => {
  const round = await openRound();
  const { setCheckRules } = await import("@/lib/runs/server/set-check-rules");
  const { database } = await import("@/lib/db/client");
  const { noteDecision } = await import("./note-decision");
  const required = { pattern: "CI / unit*", class: "required" as const };
  await setCheckRules(who("manager"), { repositoryId: round.id, seen: [], rules: [required] });
  await noteDecision(round.decisionId);
  await answer(round);
  const waits = "CI / unit* has not ended: it waits, or was never started on this commit.";
  await vote(round, "lead", "Release lead");
  expect((await round.room("lead")).blockers).toContain(waits);
  const at = new Date();
  const state = { status: "completed", conclusion: "success", checkedAt: at, attempt: 1, url: "" };
  const about = {
    number: 1,
    event: "push",
    branch: "release/1.0.0",
    title: "CI",
    actor: "manager",
    createdAt: at,
    startedAt: at,
    updatedAt: at,
  };
  const run = { id: 900n, repositoryId: round.id, workflowId: 90n, workflowName: "CI", headSha: round.sha, ...about, ...state };
  await database().workflowRun.create({ data: run });
  await database().workflowJob.create({ data: { id: 901n, runId: 900n, name: "lint", steps: [], ...state } });
  await noteDecision(round.decisionId);
  expect((await round.room("lead")).blockers).toContain(waits);
  await database().workflowJob.create({ data: { id: 902n, runId: 900n, name: "unit (3.12)", steps: [], ...state } });
  await noteDecision(round.decisionId);
  await vote(round, "tester", "Quality");
  expect((await round.room("lead")).state).toBe("go");
  await database().workflowJob.update({ where: { id: 902n }, data: { conclusion: "failure" } });
  await noteDecision(round.decisionId);
  expect((await round.room("lead")).state).toBe("open");
  const softer = { pattern: "CI / unit (3.12)", class: "allowed-to-fail" as const };
  await setCheckRules(who("manager"), { repositoryId: round.id, seen: [required], rules: [softer, required] });
  await noteDecision(round.decisionId);
  expect((await round.room("lead")).blockers).toContain("lead's GO (Release lead) does not count: what is required of checks changed.");
});

test("a slot is lent for a while, and the vote says for whom; who lent nothing can lend nothing", async () => {
  const round = await openRound();
  await answer(round);
  const { lendSlot, endDelegation } = await import("./lend-slot");
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const loan = { repositoryId: round.id, toLogin: "auditor", slot: "Release lead", startsAt: day(-1), endsAt: day(1) };
  const first = { ...loan, delegationId: randomUUID() };
  await lendSlot(who("tester"), first);
  await expect(vote(round, "auditor", "Release lead")).rejects.toMatchObject({ code: "forbidden" });
  await expect(endDelegation(who("auditor"), { delegationId: first.delegationId })).rejects.toMatchObject({ code: "forbidden" });
  await lendSlot(who("lead"), { ...loan, delegationId: randomUUID() });
  await vote(round, "auditor", "Release lead");
  expect((await round.room("lead")).slots[0]?.votes[0]).toMatchObject({
    name: "auditor",
    onBehalfOf: "lead",
    standing: { state: "stands" },
  });
});

test("a no to a question takes words, whoever sends it", async () => {
  const round = await openRound();
  const { answerQuestion } = await import("./say-in-room");
  const { fingerprint } = await round.room("manager");
  const no = { decisionId: round.decisionId, question: QUESTION, answer: "no", fingerprint };
  await expect(answerQuestion(who("manager"), { ...no, words: " " })).rejects.toThrow("a no takes a few words");
  await answerQuestion(who("manager"), { ...no, words: "Which boats?" });
  expect((await round.room("manager")).answers).toMatchObject([{ answer: "no", words: "Which boats?" }]);
});

test("T12 a slot that is lent approves no work of who lent it, and one seat has one vote", async () => {
  const slots = [{ name: "Deck", holders: [{ kind: "permission" as const, role: "write" as const }], needed: 2, isRequired: true }];
  const round = await openRound({ slots });
  await answer(round);
  const { lendSlot } = await import("./lend-slot");
  const { withdrawVote } = await import("./cast-vote");
  const [startsAt = "", endsAt = ""] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const lend = (from: string, toLogin: string) =>
    lendSlot(who(from), { delegationId: randomUUID(), repositoryId: round.id, toLogin, slot: null, startsAt, endsAt });
  // One seat, two people: its holder's vote and a vote with their loan are one.
  await lend("lead", "tester");
  await vote(round, "lead", "Deck");
  await expect(vote(round, "tester", "Deck")).rejects.toThrow(
    "lead has voted GO in the seat that lead lent you, and one seat has one vote.",
  );
  await lend("lead", "auditor");
  const { voteId } = await round.room("lead").then(({ me }) => ({ voteId: me.voteId ?? "" }));
  await withdrawVote(who("lead"), { decisionId: round.decisionId, voteId });
  await vote(round, "tester", "Deck");
  await expect(vote(round, "auditor", "Deck")).rejects.toThrow("tester has voted GO in the seat that lead lent you");
  expect((await round.room("lead")).slots[0]?.have).toBe(1);
  // Who holds it takes it back by voting, except from a NO-GO.
  await vote(round, "lead", "Deck");
  expect(await standings(round)).toContainEqual(["tester", "ended"]);
  expect((await round.room("lead")).slots[0]?.have).toBe(1);
  await withdrawVote(who("lead"), { decisionId: round.decisionId, voteId: (await round.room("lead")).me.voteId ?? "" });
  await vote(round, "tester", "Deck", "no-go");
  await expect(vote(round, "lead", "Deck")).rejects.toThrow("tester said NO-GO in the seat that you lent them.");
  await withdrawVote(who("tester"), { decisionId: round.decisionId, voteId: (await round.room("tester")).me.voteId ?? "" });
  await push(round, { "hull.txt": "tight\n" }, "lead");
  await expect(vote(round, "tester", "Deck")).rejects.toThrow(/^lead, who lent you the slot, is the author of/);
  expect((await round.room("tester")).me.goRefusal).toMatch(/^lead, who lent you the slot, is the author of/);
});

test("a vote expires by the database's clock", async () => {
  const round = await openRound({ voteHours: 1 });
  await answer(round);
  await vote(round, "lead", "Release lead");
  const { database } = await import("@/lib/db/client");
  await database().vote.updateMany({ where: { decisionId: round.decisionId }, data: { expiresAt: new Date(Date.now() - 1000) } });
  expect(await standings(round)).toEqual([["lead", "expired"]]);
});

test("an override needs a reason, the typed version and a second person; it dies when the candidate moves", async () => {
  const round = await openRound();
  const { askOverride, agreeOverride } = await import("./override-decision");
  const overrideId = randomUUID();
  const { fingerprint } = await round.room("manager");
  const asked = { overrideId, decisionId: round.decisionId, reason: "The harbour is on fire and this puts it out.", fingerprint };
  await expect(askOverride(who("manager"), { ...asked, typed: "no" })).rejects.toMatchObject({ code: "invalid" });
  await expect(askOverride(who("lead"), { ...asked, typed: "1.0.0" })).rejects.toMatchObject({ code: "forbidden" });
  await askOverride(who("manager"), { ...asked, typed: "1.0.0" });
  expect((await round.room("manager")).state).toBe("open");
  const agreed = { overrideId, fingerprint, typed: "1.0.0" };
  await expect(agreeOverride(who("manager"), agreed)).rejects.toThrow("somebody else has to agree");
  await expect(agreeOverride(who("admin"), { ...agreed, typed: "yes" })).rejects.toThrow("Type 1.0.0 to override the decision.");
  await agreeOverride(who("admin"), agreed);
  const room = await round.room("auditor");
  expect(room.state).toBe("overridden");
  // Who may no longer override takes the override with them (T13).
  const { refreshVoters } = await import("./refresh-voters");
  const { readDecision } = await import("./decision-row");
  const { database } = await import("@/lib/db/client");
  const refresh = async () => refreshVoters(await readDecision(database(), round.decisionId));
  round.record.roles.admin = "write";
  await refresh();
  const lost = await round.room("auditor");
  expect([lost.state, lost.blockers.at(-1)]).toEqual(["open", "The override does not count: admin may no longer override decisions here."]);
  expect(lost.override?.staleBecause).toBe("admin may no longer override decisions here");
  round.record.roles.admin = "admin";
  await refresh();
  expect((await round.room("auditor")).state).toBe("overridden");
  expect(room.tag.plan.message).toContain("Override: The harbour is on fire and this puts it out. (manager and admin)");
  await push(round, { "hull.txt": "wet\n" });
  expect([(await round.room("auditor")).state, (await round.room("auditor")).override?.staleBecause]).toEqual([
    "open",
    "something changed after it was asked for",
  ]);
  // What no longer counts stands in nobody's way: it can be asked for anew, and only of what is there now.
  const again = { ...asked, overrideId: randomUUID(), typed: "1.0.0" };
  await expect(askOverride(who("admin"), again)).rejects.toThrow("Something changed while you were reading.");
  const now = (await round.room("admin")).fingerprint;
  await askOverride(who("admin"), { ...again, fingerprint: now });
  const third = { ...again, overrideId: randomUUID(), fingerprint: now };
  await expect(askOverride(who("manager"), third)).rejects.toThrow("An override is asked for already.");
  await expect(agreeOverride(who("admin"), { ...agreed, overrideId: again.overrideId, fingerprint: now })).rejects.toThrow(
    "somebody else has to agree",
  );
  const seenBy = async (login: string) => (await round.room(login)).override;
  expect(await seenBy("admin")).toMatchObject({ id: again.overrideId, staleBecause: null, isMine: true, mayWithdraw: true });
  expect(await seenBy("manager")).toMatchObject({ isMine: false, mayWithdraw: false });
  expect((await round.room("auditor")).events.map(({ sentence }) => sentence)).toContain(
    `Put aside the override of the go/no-go of 1.0.0 that manager had asked for (${asked.reason}), because something changed after it was asked for`,
  );
});

test("one round of a version at a time; asked for twice it is one, ended it makes room for the next", async () => {
  const round = await openRound();
  const { askDecision } = await import("./ask-decision");
  const { closeDecision } = await import("./keep-round");
  await askDecision(who("manager"), round.ask);
  const again = { ...round.ask, decisionId: randomUUID() };
  await expect(askDecision(who("manager"), again)).rejects.toThrow("Round 1 on 1.0.0 is open.");
  await closeDecision(who("manager"), { decisionId: round.decisionId, because: "Too early." });
  await expect(vote(round, "lead", "Release lead", "needs-work")).rejects.toThrow("This round is over.");
  await askDecision(who("manager"), again);
  expect((await roomOf("lead", again.decisionId)).round).toBe(2);
});

test("additional slots are carried over to the next release of the type, and those of the settings cannot be left out", async () => {
  const round = await openRound();
  const { closeDecision } = await import("./keep-round");
  const { askDecision } = await import("./ask-decision");
  const { proposeSlots } = await import("./read-policy");
  await closeDecision(who("manager"), { decisionId: round.decisionId, because: "Too early." });
  const docs = { name: "Docs", holders: [{ kind: "team" as const, slug: "docs" }], needed: 1, isRequired: true };
  const extraSlots = [{ ...docs, holders: [{ kind: "role" as const, role: "read" as const }] }];
  await askDecision(who("manager"), { ...round.ask, decisionId: randomUUID(), extraSlots });
  expect(await proposeSlots(round.id, "final", "1.1.0")).toMatchObject({ carried: [{ name: "Docs" }], from: "1.0.0" });
});

test("the inbox holds what waits for a person, and nothing that they have done", async () => {
  const round = await openRound();
  const { listInbox } = await import("./list-inbox");
  const own = async (login: string) =>
    (await listInbox(who(login)))
      .filter(({ decisionId }) => decisionId === round.decisionId)
      .map(({ kind, slot, sentence }) => [kind, slot, sentence]);
  expect(await own("lead")).toEqual([["vote", "Release lead", "manager asks for your vote as Release lead."]]);
  await answer(round);
  await vote(round, "lead", "Release lead");
  expect(await own("lead")).toEqual([]);
  const sha = await push(round, { "hull.txt": "dry\n" });
  expect(await own("lead")).toEqual([
    ["again", "Release lead", `Your GO is void: the candidate moved from ${round.sha.slice(0, 7)} to ${sha.slice(0, 7)}.`],
  ]);
  // Of their own work somebody else has to judge: nothing waits for them.
  await push(round, { "hull.txt": "dry, and painted\n" }, "lead");
  expect(await own("lead")).toEqual([]);
  expect(await own("tester")).toEqual([["vote", "Quality", "manager asks for your vote as Quality."]]);
});

test("the inbox looks closely only at rounds in which somebody has a part", async () => {
  const round = await openRound({
    slots: [{ name: "Release lead", holders: [{ kind: "person", githubId: "0", login: "lead" }], needed: 1, isRequired: true }],
  });
  const { listConcerning } = await import("./list-concerning");
  const isLookedAt = async (login: string) => (await listConcerning(who(login))).some(({ id }) => id === round.decisionId);
  expect([await isLookedAt("lead"), await isLookedAt("auditor")]).toEqual([true, false]);
  const { lendSlot } = await import("./lend-slot");
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const loan = { repositoryId: round.id, toLogin: "auditor", slot: null, startsAt: day(-1), endsAt: day(1) };
  await lendSlot(who("lead"), { ...loan, delegationId: randomUUID() });
  expect(await isLookedAt("auditor")).toBe(true);
});

test("T13 a slot of a team is held by its members of now: who leaves the team takes the vote with them", async () => {
  const { store } = rounds.world.github.world;
  const team = (...members: string[]) => setTeam(store, { organization: "harbour", name: "Deck hands", members });
  team("auditor");
  await expect(
    rounds.openRound({ slots: [{ name: "Deck", holders: [{ kind: "team", slug: "nobody-there" }], needed: 1, isRequired: true }] }),
  ).rejects.toThrow("harbour has no team nobody-there that Slipway may see.");
  const round = await rounds.openRound({
    slots: [{ name: "Deck", holders: [{ kind: "team", slug: "deck-hands" }], needed: 1, isRequired: true }],
  });
  await answer(round);
  await expect(vote(round, "tester", "Deck")).rejects.toMatchObject({ code: "forbidden" });
  await vote(round, "auditor", "Deck");
  expect((await round.room("lead")).state).toBe("go");
  team("tester");
  const { createTag } = await import("./create-tag");
  const { fingerprint, tag } = await round.room("manager");
  const asked = { decisionId: round.decisionId, fingerprint, tag: "v1.0.0", planDigest: tag.planDigest, typed: "v1.0.0" };
  await expect(createTag(who("manager"), asked)).rejects.toThrow("auditor no longer holds Deck");
});

test("where the repository asks for it, GO takes typing the version; a NO-GO never does", async () => {
  const round = await openRound({ hasTypedConfirmation: true });
  await answer(round);
  expect((await round.room("lead")).me.typed).toBe("1.0.0");
  await expect(vote(round, "lead", "Release lead")).rejects.toThrow("Type 1.0.0 to vote GO");
  await vote(round, "lead", "Release lead", "go", { typed: " 1.0.0 " });
  await vote(round, "tester", "Quality", "no-go");
});

test("slots that have not voted are reminded at half-time, before the end and at the end, each once, and by hand no oftener than in a quarter of an hour", async () => {
  const round = await openRound({ dueHours: 8 });
  const { remindOfDeadline } = await import("./remind-of-deadlines");
  const { remindSlot } = await import("./keep-round");
  const { database } = await import("@/lib/db/client");
  await answer(round);
  await vote(round, "lead", "Release lead");
  const HOUR = 3_600_000;
  const leave = (hours: number) => {
    const dueAt = Date.now() + hours * HOUR;
    const data = { createdAt: new Date(dueAt - 8 * HOUR), dueAt: new Date(dueAt) };
    return database().decision.update({ where: { id: round.decisionId }, data });
  };
  const said: string[] = [];
  for (const left of [7, 3, 2, 0.5, -1, -2]) {
    await leave(left);
    await Promise.all([remindOfDeadline(round.decisionId), remindOfDeadline(round.decisionId)]);
  }
  said.push(...(await round.room("auditor")).events.filter(({ type }) => type === "decision.reminded").map(({ sentence }) => sentence));
  const about = "Reminded Quality of the go/no-go of 1.0.0:";
  expect(said.reverse()).toEqual([`${about} half of the time is over`, `${about} less than an hour is left`, `${about} the time is over`]);
  await database().reminder.updateMany({ where: { decisionId: round.decisionId }, data: { at: new Date(Date.now() - 3_600_000) } });
  const remind = () => remindSlot(who("manager"), { reminderId: randomUUID(), decisionId: round.decisionId, slot: "Quality" });
  await remind();
  await expect(remind()).rejects.toThrow("Give them a moment.");
});

test("where people stand on the release pull request on GitHub is shown beside the votes", async () => {
  const round = await openRound();
  const { store } = rounds.world.github.world;
  await rounds.world.github.world.openPullRequest(round.record, {
    title: "chore: release 1.0.0",
    body: "",
    number: 7,
    head: "release/1.0.0",
    base: "main",
    isDraft: false,
    author: "manager",
    labels: ["autorelease: pending"],
    at: store.nowIso(),
  });
  const pull = store.state.pullRequests.find(({ repositoryId }) => repositoryId === round.record.id);
  const review = { id: store.nextId(), pullId: pull?.id ?? 0, login: "lead", body: "", sha: round.sha, submittedAt: store.nowIso() };
  store.state.reviews.push({ ...review, state: "APPROVED" });
  await rounds.notice(round);
  expect((await round.room("auditor")).gates).toMatchObject([
    { kind: "review", name: "#7", state: "passed", sentence: "Approved by lead on this commit." },
  ]);
  // Who opened the pull request proposed the candidate.
  expect((await round.room("manager")).me.goRefusal).toMatch(/^You are the author of #7,/);
});
