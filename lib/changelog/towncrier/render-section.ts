import { AppError } from "@/lib/errors/app-error";
import { arrangeFragments, continuationIndent, type NewsContent } from "./arrange-fragments";
import { formatFields } from "./format-fields";
import { countCharacters } from "./python-text";
import type { Fragment } from "./read-fragments";
import { renderMarkdown } from "./render-markdown";
import { renderRestructuredText } from "./render-restructured-text";
import { runTemplate } from "./template/run-template";
import { templateNames } from "./template-names";
import type { TowncrierConfig } from "./towncrier-config";
import { extensionOf, readProjectFile, type TowncrierFiles } from "./towncrier-files";
import type { VersionFacts } from "./version-facts";
import { wrapLine } from "./wrap-text";

/** A release's section, and its title line where `title_format` makes one (else empty). */
export interface RenderedSection {
  text: string;
  topLine: string;
}

/** Renders the fragments as `towncrier build` does, with the default or the project's own template. */
export function renderSection(
  config: TowncrierConfig,
  fragments: Fragment[],
  files: TowncrierFiles,
  version: VersionFacts,
): RenderedSection {
  const content = arrangeFragments(config, fragments);
  const rendered = renderContent(config, content, files, version);
  const text = config.wrap ? wrapLines(config, rendered) : rendered;
  if (config.titleFormat === false || config.titleFormat === "") return { text, topLine: "" };
  const fields = { name: version.name, version: version.version, project_date: version.date };
  const topLine = formatFields(config.titleFormat, fields, `${config.path}: title_format`);
  const underline = (config.underlines[0] ?? "").repeat(countCharacters(topLine));
  return { text: [topLine, ...(isMarkdown(config) ? [] : [underline]), text].join("\n"), topLine };
}

function renderContent(config: TowncrierConfig, content: NewsContent, files: TowncrierFiles, version: VersionFacts): string {
  const isTitled = config.titleFormat === "";
  if (config.template.type === "markdown") return renderMarkdown(content, config.types, version, isTitled);
  if (config.template.type === "restructured-text") return renderRestructuredText(content, config, version, isTitled);
  const { path } = config.template;
  const template = readProjectFile(files, path);
  if (template === null)
    throw new AppError("not-found", `The template file ${path} does not exist. Add it, or correct template in ${config.path}.`);
  return runTemplate(path, template, templateNames(content, config, version, isTitled));
}

function isMarkdown({ template }: TowncrierConfig): boolean {
  return template.type === "file" ? extensionOf(template.path).toLowerCase() === ".md" : template.type === "markdown";
}

function wrapLines(config: TowncrierConfig, text: string): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, continuationIndent(config, line)))
    .join("\n");
}
