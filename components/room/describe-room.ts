import type { DecisionState } from "@/lib/approvals/judge-decision";
import type { RoomView, SlotView } from "@/lib/approvals/room-view";

/** How the pill of a decision looks. */
export type DecisionLook = "go" | "no-go" | "needs-work" | "needs-person" | "suspended" | "overridden" | "running" | "passed" | "ended";

/** A decision in a few words, for its pill. */
export function describeState(room: Pick<RoomView, "phase" | "state" | "slots" | "tag">): { look: DecisionLook; words: string } {
  const { look, words } = describeLook(room);
  if (room.phase === "open" && room.state === "open") return { look, words: countSlots(room.slots) };
  return room.phase === "tagged" ? { look, words: `Tagged ${room.tag.made?.name ?? room.tag.plan.name}` } : { look, words };
}

/** The same where the votes are not known. */
export function describeLook({ phase, state }: Pick<RoomView, "phase" | "state">): { look: DecisionLook; words: string } {
  return phase === "open" ? STATES[state] : PHASES[phase];
}

const PHASES: Record<Exclude<RoomView["phase"], "open">, { look: DecisionLook; words: string }> = {
  closed: { look: "ended", words: "Round ended" },
  tagged: { look: "passed", words: "Tagged" },
  tagging: { look: "running", words: "Tag is being created" },
};

const STATES: Record<DecisionState, { look: DecisionLook; words: string }> = {
  open: { look: "needs-person", words: "Votes are missing" },
  "needs-work": { look: "needs-work", words: "Work is asked for" },
  "no-go": { look: "no-go", words: "NO-GO" },
  suspended: { look: "suspended", words: "Suspended: a check runs again" },
  blocked: { look: "needs-person", words: "GO in all slots, not ready" },
  go: { look: "go", words: "GO" },
  overridden: { look: "overridden", words: "Overridden" },
};

/** `2 of 4 slots say GO`: of those that are required. */
export function countSlots(slots: SlotView[]): string {
  const required = slots.filter(({ isRequired }) => isRequired);
  const said = required.filter(({ state }) => state === "go").length;
  return `${said} of ${required.length === 1 ? "1 slot says" : `${required.length} slots say`} GO`;
}

/** What it takes, under the question. */
export function describeRule(slots: SlotView[]): string {
  const { length } = slots.filter(({ isRequired }) => isRequired);
  const where = length === 1 ? "the required slot" : length === 2 ? "both required slots" : `all ${length} required slots`;
  return `GO in ${where} opens the tag step; a NO-GO stops it until who gave it takes it back or a new round is asked for.`;
}

/** A digest as people compare it: eight digits in two groups. */
export function shortDigest(digest: string): string {
  return `${digest.slice(0, 4)} ${digest.slice(4, 8)}`;
}

/** `31 of 31 passed` */
export function countChecks(checks: RoomView["checks"]): string {
  if (checks.length === 0) return "no checks";
  return `${checks.filter(({ state }) => state === "passed").length} of ${checks.length} passed`;
}

/** `1 entry`, `143 entries` */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Characters of what is said with a vote. */
export const LONGEST_WORDS = 2000;
