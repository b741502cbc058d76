import { expect, test } from "vitest";
import { summariseChecks } from "@/lib/runs/run-state";
import type { ChangelogSummary } from "./changelog-summary";
import { type CandidateFacts, describeChangelog, nextStep } from "./next-step";

const runs = (...states: [status: string, conclusion: string | null][]) =>
  summariseChecks(states.map(([status, conclusion], index) => ({ workflowId: String(index), id: String(index), status, conclusion })));
const file = { path: "CHANGELOG.md", blobOid: "a" };
const FACTS: CandidateFacts = {
  type: "final",
  names: [{ kind: "branch", name: "release/1.2.0" }],
  checks: runs(["completed", "success"]),
  changelog: { state: "to-consolidate", ...file, entries: 20, toMerge: ["1.2.0rc1", "1.2.0rc2"] },
  isSuperseded: false,
  isPublished: false,
};

for (const [name, change, label, sentence] of [
  ["a final with candidates to merge", {}, "Consolidate the notes", "Its notes: sections of 2 candidates wait to be merged"],
  ["a failed run before anything else", { checks: runs(["completed", "failure"]) }, "See what failed", "A fix: one check failed"],
  [
    "a running check",
    { changelog: { state: "written", ...file, entries: 3, subsections: 1 }, checks: runs(["in_progress", null]) },
    "Watch the runs",
    "CI to finish",
  ],
  [
    "everything done",
    { changelog: { state: "written", ...file, entries: 3, subsections: 1 } },
    "Open the notes",
    "Nothing: CI passed and the notes are written",
  ],
  ["no section", { changelog: { state: "no-section", ...file } }, "See what is missing", "Its notes: the changelog has no section for it"],
  ["an older candidate", { isSuperseded: true }, "superseded", "Nothing: a newer candidate exists"],
  [
    "a tag whose notes nobody edits",
    { names: [{ kind: "tag", name: "1.2.0rc1" }], type: "release-candidate" },
    "Open the release",
    "Nothing: its checks have ended",
  ],
  [
    "no run yet",
    { names: [{ kind: "tag", name: "1.2.0rc1" }], type: "release-candidate", checks: runs() },
    "Open the release",
    "A first check",
  ],
] as [string, Partial<CandidateFacts>, string, string][])
  test(`next step: ${name}`, () => expect(nextStep({ ...FACTS, ...change })).toMatchObject({ label, sentence }));

test("says in a cell what is known of the notes, and when nothing is", () => {
  const states: (ChangelogSummary | null)[] = [
    null,
    { state: "missing", lookedFor: [] },
    { state: "written", ...file, entries: 1, subsections: 0 },
  ];
  expect(states.map(describeChangelog)).toEqual(["not read", "no changelog", "1 entry"]);
});
