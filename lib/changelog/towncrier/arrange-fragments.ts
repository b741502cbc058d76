import { compareIssues, renderIssue } from "./issue-order";
import { compareText, splitPythonLines, stripText } from "./python-text";
import type { Fragment } from "./read-fragments";
import type { TowncrierConfig } from "./towncrier-config";

/** What stands under one category of one section. */
export interface CategoryContent {
  /** Text → its issues as they are printed, in printing order; the empty text collects issues shown without text. */
  entries: Map<string, string[]>;
  /** Every issue of the category as it is printed, once each. */
  issues: string[];
}

/** Section → type → content. Every section is there; a type only when a fragment has it. */
export type NewsContent = Map<string, Map<string, CategoryContent>>;

/** Merges equal texts, sorts issues and entries, and formats both as the templates expect them. */
export function arrangeFragments(config: TowncrierConfig, fragments: Fragment[]): NewsContent {
  const hidden = new Set(config.types.filter(({ showContent }) => !showContent).map(({ id }) => id));
  const content: NewsContent = new Map();
  for (const section of config.sections.keys()) {
    const issuesByText = new Map<string, Map<string, string[]>>();
    for (const fragment of fragments) {
      if (fragment.section !== section) continue;
      const text = hidden.has(fragment.type) && fragment.issue !== null ? "" : entryText(config, fragment.text);
      const texts = issuesByText.get(fragment.type) ?? new Map<string, string[]>();
      issuesByText.set(fragment.type, texts);
      const issues = texts.get(text) ?? [];
      texts.set(text, issues);
      if (fragment.issue !== null) issues.push(fragment.issue);
    }
    content.set(section, new Map([...issuesByText].map(([type, texts]) => [type, arrangeCategory(config, texts)])));
  }
  return content;
}

/** The indent of what follows a line: under its bullet where every entry is one, else under the bullet it begins with. */
export function continuationIndent(config: Pick<TowncrierConfig, "allBullets">, text: string): string {
  if (config.allBullets || text.startsWith("- ") || text.startsWith("* ")) return "  ";
  return text.startsWith("#. ") ? "   " : "";
}

function arrangeCategory(config: TowncrierConfig, texts: Map<string, string[]>): CategoryContent {
  const where = `${config.path}: issue_format`;
  const sorted = [...texts].map(([text, issues]) => ({ text, issues: sortIssues(issues) }));
  sorted.sort((a, b) => compareText(orphanText(a), orphanText(b)) || compareIssueLists(a.issues, b.issues));
  if (!config.allBullets) sorted.sort((a, b) => bulletRank(a.text) - bulletRank(b.text));
  const all = sortIssues([...new Set(sorted.flatMap(({ issues }) => issues))]);
  return {
    entries: new Map(sorted.map(({ text, issues }) => [text, issues.map((issue) => renderIssue(config.issueFormat, issue, where))])),
    issues: all.map((issue) => renderIssue(config.issueFormat, issue, where)),
  };
}

/** Entries with issues come first, in the order of those; the others follow by their text. */
const orphanText = ({ text, issues }: { text: string; issues: string[] }) => (issues.length > 0 ? "" : text);

const sortIssues = (issues: string[]) => [...issues].sort(compareText).sort(compareIssues);

function compareIssueLists(a: string[], b: string[]): number {
  for (const [index, issue] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = compareIssues(issue, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Entries that are bullets already stand together, so that a list is not torn by paragraphs. */
function bulletRank(text: string): number {
  if (text === "") return -1;
  return text.startsWith("- ") ? 0 : text.startsWith("* ") ? 1 : text.startsWith("#. ") ? 2 : 3;
}

/** Every line after the first is indented under the bullet the template writes. */
function entryText(config: TowncrierConfig, raw: string): string {
  if (!config.allBullets) return stripText(raw, "right");
  const lines = splitPythonLines(stripText(raw)).map((line, index) => (index === 0 || stripText(line) === "" ? line : `  ${line}`));
  return lines.join("");
}
