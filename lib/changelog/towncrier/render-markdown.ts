import type { CategoryContent, NewsContent } from "./arrange-fragments";
import type { FragmentType } from "./towncrier-config";
import type { VersionFacts } from "./version-facts";

/** A release's section as towncrier's default Markdown template lays it out; `isTitled` writes the version heading. */
export function renderMarkdown(content: NewsContent, types: FragmentType[], version: VersionFacts, isTitled: boolean): string {
  let text = isTitled ? `# ${version.name === "" ? "" : `${version.name} `}${version.version} (${version.date})\n` : "";
  for (const [section, categories] of content) {
    if (section !== "") text += `\n## ${section}\n`;
    text += "\n";
    for (const { id, name } of types) {
      const category = categories.get(id);
      if (category) text += `### ${name}\n\n${renderCategory(category)}`;
    }
    if (categories.size === 0) text += "No significant changes.\n\n";
  }
  return `${text}\n`;
}

function renderCategory({ entries, issues }: CategoryContent): string {
  let text = "";
  for (const [entry, values] of entries) text += renderEntry(entry, values);
  text += "\n";
  if (issues[0]?.includes("]: ")) text += `${issues.map((issue) => `${issue}\n`).join("")}\n`;
  return text;
}

/** A link definition (`[#1]: https://…`) is cited by its label here and stands whole at the end of the category. */
function renderEntry(entry: string, values: string[]): string {
  if (values.length === 0) return `- ${entry}\n`;
  const labels = values.map((value) => value.split(": ", 1)[0]).join(", ");
  if (entry === "") return `- ${labels}\n`;
  const hasList = entry.includes("\n  - ") || entry.includes("\n  * ");
  return hasList ? `- ${entry}\n\n  (${labels})\n` : `- ${entry} (${labels})\n`;
}
