import { isOtherTitle } from "@/lib/changelog/consolidate";
import type { Changelog, Section } from "@/lib/changelog/parse-changelog";
import { parseSection, type SectionCategory, type SectionGroup } from "@/lib/changelog/parse-section";
import type { Problem } from "@/lib/changelog/problem";
import { checkDescription } from "./check-description";
import { isComponentTitle } from "./component-title";

/** Checks the subsections of a section and their descriptions (A46–A62). */
export function lintSubsections(changelog: Changelog, section: Section, components: string[]): Problem[] {
  return parseSection(changelog, section).flatMap((category) => {
    const titled = category.groups.filter(({ title }) => title !== null);
    if (titled.length === 0 || category.title === null) return [];
    return [
      ...titled.flatMap((group) => (isOtherTitle(group.title ?? "", category.title) ? lintOther(group) : lintGroup(group, components))),
      ...lintOrder(changelog.text, category),
    ];
  });
}

function lintGroup(group: SectionGroup, components: string[]): Problem[] {
  const { heading, title, description, items } = group;
  if (!heading || title === null) return [];
  const at = { start: heading.start, end: heading.end };
  const problems: Problem[] = [];
  const entries = items.filter(({ kind }) => kind === "entry").length;
  if (entries === 1)
    problems.push({
      id: "group-of-one",
      severity: "info",
      ...at,
      message: `“${title}” holds one entry. Move it to Other, unless it is a feature that deserves a heading of its own.`,
    });
  if (isComponentTitle(title, components))
    problems.push({
      id: "component-title",
      severity: "warning",
      ...at,
      message: `“${title}” names a component. Name what was achieved for the reader instead.`,
    });
  if (!description) {
    if (entries > 0)
      problems.push({
        id: "description-missing",
        severity: "warning",
        ...at,
        message: `“${title}” has no description. Say in one or two sentences, in the past tense, what was achieved.`,
      });
    return problems;
  }
  return [...problems, ...lintDescription(description)];
}

function lintDescription({ start, end, text }: { start: number; end: number; text: string }): Problem[] {
  return checkDescription(text).map(({ id, message, word, instead }): Problem => {
    const wordEnd = start + word.length;
    return {
      id,
      severity: "warning",
      start,
      end: instead === null ? end : wordEnd,
      message,
      ...(instead !== null && { fix: { start, end: wordEnd, text: instead } }),
    };
  });
}

/** A61: Other needs no description. */
function lintOther({ description, title }: SectionGroup): Problem[] {
  if (!description) return [];
  const { start, end } = description;
  const message = `“${title}” needs no description; what it holds has nothing in common.`;
  return [{ id: "other-described", severity: "info", start, end, message }];
}

/** A59, A60: what is in no subsection stands under Other, and Other comes last. */
function lintOrder(text: string, category: SectionCategory): Problem[] {
  const { groups } = category;
  const problems: Problem[] = [];
  const [first] = groups;
  if (first?.title === null && first.items.some(({ kind }) => kind === "entry")) {
    const start = first.items[0]?.start ?? 0;
    const message = `Entries stand before the first subsection of “${category.title}”. Put them last, under “Other ${category.title}”.`;
    problems.push({ id: "ungrouped-first", severity: "info", start, end: first.items.at(-1)?.end ?? start, message });
  }
  const at = groups.findIndex(({ title }) => title !== null && isOtherTitle(title, category.title));
  const other = groups[at]?.heading;
  const next = groups[at + 1]?.heading;
  const end = endOfGroup(groups.at(-1));
  if (at < 0 || !other || !next || end === null) return problems;
  const moved = text.slice(next.start, end) + text.slice(endOfGroup(groups[at]) ?? next.start, next.start);
  problems.push({
    id: "other-not-last",
    severity: "warning",
    start: other.start,
    end: other.end,
    message: `“${other.title}” comes last in its category.`,
    fix: { start: other.start, end, text: moved + text.slice(other.start, endOfGroup(groups[at]) ?? next.start) },
  });
  return problems;
}

function endOfGroup(group: SectionGroup | undefined): number | null {
  return group?.items.at(-1)?.end ?? group?.description?.end ?? group?.heading?.end ?? null;
}
