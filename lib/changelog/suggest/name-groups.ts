import { chooseTitle } from "./choose-title";
import { titleStemsOf } from "./earlier-topic";
import type { FoundGroup, FoundGroups } from "./find-groups";
import type { CategorySimilarities, Similarities } from "./measure-similarities";
import type { ChosenTitle } from "./title-facts";
import { tokenize } from "./tokenize";

export interface NamedGroup {
  group: FoundGroup;
  chosen: ChosenTitle;
}

/** A group that lost no more than the rest of this share to decisions keeps its title. */
const REMAINDER = 0.75;

/**
 * Gives each group of a category a title, none twice. Rules and existing subsections bring theirs; a group that
 * was there before people decided keeps the title it had; the others choose, large ones first.
 */
export function nameGroups({ groups, base }: FoundGroups, from: CategorySimilarities, similarities: Similarities): NamedGroup[] {
  const taken = new Set((from.category.placed ?? []).map(({ title }) => title.toLowerCase()));
  const before = chooseInTurn(base, new Set(taken), from, similarities);
  const titles = new Map<FoundGroup, ChosenTitle>();
  const settle = (group: FoundGroup, chosen: ChosenTitle | null | undefined) => {
    if (!chosen || titles.has(group)) return;
    titles.set(group, chosen);
    taken.add(chosen.title.toLowerCase());
  };
  for (const group of groups) settle(group, givenTitle(group));
  for (const group of groups) {
    const kept = before.get(keyOf(base.find((members) => isRemainder(group.members, members)) ?? group.members));
    if (kept && !taken.has(kept.title.toLowerCase())) settle(group, kept);
  }
  const open = groups.filter((group) => !titles.has(group));
  const chosen = chooseInTurn(
    open.map(({ members }) => members),
    taken,
    from,
    similarities,
  );
  for (const group of open) settle(group, chosen.get(keyOf(group.members)));
  return groups.flatMap((group) => {
    const title = titles.get(group);
    return title ? [{ group, chosen: title }] : [];
  });
}

/** Titles by members; the largest group chooses first. Adds them to those taken. */
function chooseInTurn(groups: number[][], taken: Set<string>, from: CategorySimilarities, similarities: Similarities) {
  const { background, componentNames } = similarities;
  const componentStems = new Set(componentNames.flatMap((name) => tokenize(name).map(({ stem }) => stem)));
  const titles = new Map<string, ChosenTitle>();
  for (const group of [...groups].sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))) {
    const members = group.flatMap((member) => from.terms[member] ?? []);
    const chosen = chooseTitle({ members, category: from, background, categoryTitle: from.category.title, componentStems, taken });
    titles.set(keyOf(group), chosen);
    taken.add(chosen.title.toLowerCase());
  }
  return titles;
}

/** True for what is left of a group: nothing new, and most of it. A group is its own remainder. */
function isRemainder(members: number[], of: number[]): boolean {
  return members.length >= REMAINDER * of.length && members.every((member) => of.includes(member));
}

function givenTitle({ home, rule }: FoundGroup): ChosenTitle | null {
  const title = home?.title ?? rule?.title.replace(/\s+/g, " ").trim();
  return title === undefined ? null : { title, subject: title, stems: titleStemsOf(title), topic: null, phrases: [] };
}

const keyOf = (members: number[]) => members.join(",");
