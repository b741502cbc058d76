import { applyDecisions, type DecidedLinks } from "./apply-decisions";
import { findRule } from "./match-rules";
import type { CategorySimilarities } from "./measure-similarities";
import { pairIndex } from "./pair-table";
import { partition } from "./partition";
import type { Decision } from "./suggestion";
import type { PlacedGroup, RememberedRule } from "./suggestion-input";
import { THRESHOLD } from "./weights";

/** Entries that belong together, by their index in the category, and where that comes from. */
export interface FoundGroup {
  members: number[];
  /** The existing subsection they would join. */
  home: PlacedGroup | null;
  rule: RememberedRule | null;
  /** True when a person put members of it together. */
  isJoined: boolean;
}

export interface FoundGroups {
  groups: FoundGroup[];
  /** The groups there would be without rules and decisions: their titles stay with those that are left. */
  base: number[][];
}

/** Fewer entries are read as quickly as their headings. */
const LEAST_ENTRIES = 6;
/** So many entries stand for an existing subsection when others are compared with it. */
const MOST_ANCHORS = 12;

/**
 * The groups of one category under rules and decisions. What nobody touched is grouped first and stays; only the
 * entries of touched groups, and those that fit nowhere, are grouped again.
 */
export function findGroups(category: CategorySimilarities, rules: RememberedRule[], decisions: Decision[]): FoundGroups {
  const { entries } = category;
  const all = entries.map((_, index) => index);
  const indexOf = new Map(entries.map(({ id }, index) => [id, index]));
  const placed = readPlaced(category.category.placed ?? [], indexOf);
  const isPlaced = new Set((category.category.placed ?? []).flatMap(({ entryIds }) => entryIds.flatMap((id) => indexOf.get(id) ?? [])));
  const isAnchor = new Set(placed.flatMap(({ members }) => members));
  const decided = applyDecisions(decisions, indexOf, entries.length);
  const free = all.filter((member) => !decided.out.has(member) && !isPlaced.has(member));
  const ruled = groupByRule(category, free, rules);
  const isRuled = new Set(ruled.flatMap(({ members }) => members));
  const threshold = entries.length < LEAST_ENTRIES ? Number.POSITIVE_INFINITY : THRESHOLD;
  const compared = all.filter((member) => isAnchor.has(member) || !isPlaced.has(member));
  const base = partition(category, compared, threshold, keepPlacedApart(placed, entries.length));
  const untouched = base.filter((group) => !group.some((member) => decided.touched.has(member) || isRuled.has(member)));
  const isKept = new Set(untouched.flat());
  const open = free.filter((member) => !isRuled.has(member) && !isKept.has(member));
  const again = decided.touched.size + isRuled.size > 0 ? partition(category, open, threshold, decided.constraints) : [];
  const found = [...untouched, ...again].map((group): FoundGroup => {
    const home = placed.find(({ members }) => members.some((member) => group.includes(member)));
    const members = group.filter((member) => !isPlaced.has(member));
    return { members, home: home?.group ?? null, rule: null, isJoined: isJoinedBy(decided, members) };
  });
  return {
    groups: [...ruled, ...found].filter(({ members }) => members.length > 0),
    base: base.filter((group) => !group.some((member) => isPlaced.has(member))),
  };
}

interface Placed {
  group: PlacedGroup;
  members: number[];
}

function readPlaced(groups: PlacedGroup[], indexOf: Map<string, number>): Placed[] {
  return groups
    .map((group) => ({ group, members: group.entryIds.flatMap((id) => indexOf.get(id) ?? []).slice(0, MOST_ANCHORS) }))
    .filter(({ members }) => members.length > 0);
}

/** Existing subsections stay what they are: their entries together, two of them apart. */
function keepPlacedApart(placed: Placed[], n: number) {
  const apart = new Set<number>();
  for (const [index, first] of placed.entries())
    for (const second of placed.slice(index + 1))
      for (const a of first.members) for (const b of second.members) apart.add(pairIndex(n, a, b));
  return { together: placed.map(({ members }) => members), apart };
}

function groupByRule({ category, entries, terms }: CategorySimilarities, free: number[], rules: RememberedRule[]): FoundGroup[] {
  const groups = new Map<string, FoundGroup>();
  for (const member of rules.length > 0 ? free : []) {
    const entry = entries[member];
    const text = terms[member];
    const rule = entry && text ? findRule(entry, text, rules) : null;
    if (!rule) continue;
    const key = rule.title.trim().toLowerCase();
    const home = category.placed?.find(({ title }) => title.trim().toLowerCase() === key) ?? null;
    const group = groups.get(key) ?? { members: [], home, rule, isJoined: false };
    group.members.push(member);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function isJoinedBy({ constraints }: DecidedLinks, members: number[]): boolean {
  return constraints.together.some((set) => set.length > 1 && set.every((member) => members.includes(member)));
}
