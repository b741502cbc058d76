import type { DeliveryState } from "./administration-view";

const WORDS: readonly DeliveryState[] = ["applied", "ignored", "failed"];

/** What became of a delivery, from the sentence that is kept with it (`ignored: the reason`); without one it still waits. */
export function readOutcome(outcome: string | null): { state: DeliveryState; detail: string } {
  if (outcome === null) return { state: "waiting", detail: "It is taken in as soon as it is its turn." };
  const [, word = "", detail = ""] = /^(\w+): ([\s\S]*)$/.exec(outcome) ?? [];
  const state = WORDS.find((known) => known === word);
  return state ? { state, detail } : { state: "applied", detail: outcome };
}
