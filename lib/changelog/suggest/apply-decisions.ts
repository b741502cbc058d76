import type { LinkConstraints } from "./agglomerate";
import { pairIndex } from "./pair-table";
import type { Decision } from "./suggestion";

/** What decisions mean for one category, in indices of its entries. */
export interface DecidedLinks {
  constraints: Required<LinkConstraints>;
  /** Entries that are no longer up for grouping. */
  out: Set<number>;
  /** Every entry a decision names: groups without one of these stay as they were. */
  touched: Set<number>;
}

/** Reads decisions in order; a later one overrules an earlier one about the same pair. `n`: entries compared. */
export function applyDecisions(decisions: Decision[], indexOf: Map<string, number>, n: number): DecidedLinks {
  const out = new Set<number>();
  const touched = new Set<number>();
  const apart = new Set<number>();
  const at = (a: number, b: number) => pairIndex(n, a, b);
  let together: number[][] = [];
  const resolve = (ids: string[]) => [...new Set(ids.flatMap((id) => indexOf.get(id) ?? []))].sort((a, b) => a - b);
  const separate = (a: number, b: number) => {
    apart.add(at(a, b));
    together = together.filter((set) => !(set.includes(a) && set.includes(b)));
  };
  const join = (members: number[]) => {
    for (const [a, b] of pairsOf(members)) apart.delete(at(a, b));
    if (members.length > 1) together.push(members);
  };
  for (const decision of decisions) {
    const parts = decision.type === "split" ? decision.parts.map(resolve) : [resolve(decision.entryIds)];
    const members = [...new Set(parts.flat())];
    for (const member of members) touched.add(member);
    if (decision.type === "accept" || decision.type === "take-out") for (const member of members) out.add(member);
    else for (const member of members) out.delete(member);
    if (decision.type === "reject") for (const [a, b] of pairsOf(members)) separate(a, b);
    if (decision.type === "merge") join(members);
    if (decision.type === "split") {
      for (const [a, b] of pairsOf(members)) if (!parts.some((part) => part.includes(a) && part.includes(b))) separate(a, b);
      for (const part of parts) join(part);
    }
  }
  return { constraints: { together, apart }, out, touched };
}

function pairsOf(members: number[]): [number, number][] {
  return members.flatMap((a, i) => members.slice(i + 1).map((b): [number, number] => [a, b]));
}
