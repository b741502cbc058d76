import fc from "fast-check";
import { expect, test } from "vitest";
import { isDoubtfulReport, isJob, isNewerReport } from "./checks";

interface Told {
  id: bigint;
  status: string;
  conclusion: string | null;
  /** Whole seconds, chosen by the App. */
  at: number;
}

/** How one check of a commit went: reports, each queued, begun and completed, some begun again or judged anew. */
const truths = fc
  .array(
    fc.tuple(fc.integer({ min: 0, max: 2 }), fc.array(fc.constantFrom("success", "failure", "neutral"), { minLength: 1, maxLength: 3 })),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((reports) =>
    reports.flatMap(([queued, verdicts], index) => {
      const id = BigInt(index + 1);
      const at = (offset: number) => Math.floor((index * 4 + offset) / 3);
      const begun: Told[] = queued > 0 ? [{ id, status: "queued", conclusion: null, at: at(0) }] : [];
      const tried = verdicts.flatMap((conclusion, again): Told[] => [
        { id, status: "in_progress", conclusion: null, at: at(again) },
        { id, status: "completed", conclusion, at: at(again) },
      ]);
      return [...begun, ...tried];
    }),
  );

/** GitHub tells that a check run was created and that it completed, and nothing of what lies between. */
const isTold = (states: Told[], state: Told) => state.status === "completed" || states.find(({ id }) => id === state.id) === state;

/** Deliveries as they come: each some steps late, a fifth twice; `now` is how far the truth had got by then. */
const histories = truths.chain((states) => {
  const told = states.flatMap((state, index) => (isTold(states, state) ? [{ state, since: index }] : []));
  return fc
    .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), { minLength: told.length, maxLength: told.length })
    .map((delays) => ({
      states,
      deliveries: told
        .flatMap(({ state, since }, index) => {
          const [late = 0, isTwice = false] = delays[index] ?? [];
          return [{ state, now: since + late }, ...(isTwice ? [{ state, now: since + 2 * late }] : [])];
        })
        .sort((a, b) => a.now - b.now),
    }));
});

type Rule = (incoming: Told, held: Told | null) => "take" | "ask" | "leave";

const RULES: Record<string, Rule> = {
  ours: (incoming, held) => (isNewerReport(incoming, held) ? "take" : isDoubtfulReport(incoming, held) ? "ask" : "leave"),
  "last write wins": () => "take",
  "not older": (incoming, held) => (!held || incoming.at >= held.at ? "take" : "leave"),
  "never back, as for runs": (incoming, held) => (isNewerReport(incoming, held) ? "take" : "leave"),
};

/** True when what is held at the end is what is true. */
function endsRight(rule: Rule, { states, deliveries }: { states: Told[]; deliveries: { state: Told; now: number }[] }): boolean {
  let held: Told | null = null;
  for (const { state, now } of deliveries) {
    const answer = rule(state, held);
    const truth = states.slice(0, now + 1).findLast(({ id }) => id === state.id);
    if (answer === "take") held = state;
    if (answer === "ask" && truth) held = truth;
  }
  const last = states.at(-1);
  return held?.id === last?.id && held?.status === last?.status && held?.conclusion === last?.conclusion;
}

test("T1 checks told late, twice and in any order end as they are, for every history; naive rules fail", () => {
  fc.assert(
    fc.property(histories, (history) => endsRight(RULES.ours as Rule, history)),
    { numRuns: 5_000, seed: 1 },
  );
  for (const [name, rule] of Object.entries(RULES).slice(1)) {
    const wrong = fc.sample(histories, { numRuns: 2_000, seed: 2 }).filter((history) => !endsRight(rule, history)).length;
    expect(wrong, name).toBeGreaterThan(100);
  }
});

test("a later report counts whatever it says, the same one only further on; else GitHub is asked", () => {
  const report = (id: number, status: string, conclusion: string | null = null) => ({ id: BigInt(id), status, conclusion });
  expect(isNewerReport(report(2, "queued"), report(1, "completed", "success"))).toBe(true);
  expect(isNewerReport(report(1, "completed", "success"), report(2, "queued"))).toBe(false);
  expect(isDoubtfulReport(report(1, "completed", "success"), report(2, "queued"))).toBe(false);
  expect(isDoubtfulReport(report(1, "in_progress"), report(1, "completed", "success"))).toBe(true);
  expect(isDoubtfulReport(report(1, "completed", "failure"), report(1, "completed", "success"))).toBe(true);
  expect(isDoubtfulReport(report(1, "completed", "success"), report(1, "completed", "success"))).toBe(false);
  expect(isDoubtfulReport(report(1, "queued"), null)).toBe(false);
});

test("a job is told of by its run; a status that calls itself so is a status", () => {
  expect(isJob({ source: "check-run", app: "github-actions" })).toBe(true);
  expect(isJob({ source: "check-run", app: "coverage" })).toBe(false);
  expect(isJob({ source: "status", app: "github-actions" })).toBe(false);
});
