import { AppError } from "@/lib/errors/app-error";
import type { NewsContent } from "./arrange-fragments";
import { countCharacters } from "./python-text";
import type { TowncrierConfig } from "./towncrier-config";
import type { VersionFacts } from "./version-facts";

/** A release's section as towncrier's default reStructuredText template lays it out. */
export function renderRestructuredText(content: NewsContent, config: TowncrierConfig, version: VersionFacts, isTitled: boolean): string {
  const [titleLine = "", ...lines] = config.underlines;
  let text = "";
  if (isTitled) {
    const title = `${version.name === "" ? "" : `${version.name} `}${version.version} (${version.date})`;
    text += `${title}\n${underline(title, titleLine)}\n`;
  }
  for (const [section, categories] of content) {
    if (section !== "") text += `${section}\n${underline(section, requireLine(config, lines, 0))}\n`;
    text += "\n";
    for (const { id, name } of config.types) {
      const category = categories.get(id);
      if (!category) continue;
      text += `${name}\n${underline(name, requireLine(config, lines, section === "" ? 0 : 1))}\n\n`;
      for (const [entry, values] of category.entries) text += renderEntry(entry, values);
      text += "\n\n";
    }
    if (categories.size === 0) text += "No significant changes.\n\n\n";
  }
  return text;
}

function renderEntry(entry: string, values: string[]): string {
  const issues = values.join(", ");
  if (entry === "") return `- ${issues}\n`;
  return values.length === 0 ? `- ${entry}\n` : `- ${entry} (${issues})\n`;
}

const underline = (title: string, line: string) => line.repeat(countCharacters(title));

function requireLine(config: TowncrierConfig, lines: string[], level: number): string {
  const line = lines[level];
  if (line !== undefined) return line;
  throw new AppError(
    "invalid",
    `${config.path}: underlines has ${config.underlines.length} of the three lines this section needs. Write title, section and category, like ["=", "-", "~"].`,
  );
}
