import type { Budget } from "./budget";

/** Pays for searching one text in another, which at worst compares each character with each. */
export function spendSearch(text: string, wanted: string, budget: Budget): void {
  budget.spend(1 + Math.ceil((text.length * Math.max(1, wanted.length)) / 4096));
}
