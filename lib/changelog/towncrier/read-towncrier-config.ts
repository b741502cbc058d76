import { parse, TomlError } from "smol-toml";
import { AppError } from "@/lib/errors/app-error";
import { type ConfigTable, getValue, readFlag, readTable, readTables, readText, readTexts, requireKey, wrongType } from "./config-table";
import { compileIssuePattern } from "./issue-pattern";
import { readFragmentTypes } from "./read-fragment-types";
import type { TowncrierConfig } from "./towncrier-config";
import { extensionOf, joinProjectPath, readProjectFile, type TowncrierFiles } from "./towncrier-files";

const MARKER = "towncrier release notes start";
const MAX_ITEMS = 1000;
const MAX_FORMAT = 500;
const MAX_UNDERLINE = 10;

/**
 * Reads the settings of towncrier 24.8 from `towncrier.toml`, else `pyproject.toml`. Unknown keys are passed over, as
 * towncrier does; a setting it could not work with is an AppError that names the file and the key.
 */
export function readTowncrierConfig(files: TowncrierFiles): TowncrierConfig {
  const { path, table } = readConfigTable(files);
  if (getValue(table, "singlefile")) throw new AppError("invalid", `${table.where}: singlefile is no setting. Write single_file instead.`);
  const isMarkdown = extensionOf(readText(table, "filename", "")) === ".md";
  const config: TowncrierConfig = {
    path,
    name: readText(table, "name", ""),
    package: readText(table, "package", ""),
    packageDir: readText(table, "package_dir", "."),
    version: getValue(table, "version") === undefined ? null : readText(table, "version", ""),
    directory: getValue(table, "directory") === undefined ? null : readText(table, "directory", ""),
    filename: readText(table, "filename", "NEWS.rst"),
    singleFile: readFlag(table, "single_file", true),
    startString: readText(table, "start_string", "") || (isMarkdown ? `<!-- ${MARKER} -->\n` : `.. ${MARKER}\n`),
    titleFormat: readTitleFormat(table),
    issueFormat: getValue(table, "issue_format") === undefined ? null : readText(table, "issue_format", ""),
    template: readTemplate(table, isMarkdown),
    wrap: readFlag(table, "wrap", false),
    allBullets: readFlag(table, "all_bullets", true),
    underlines: readUnderlines(table),
    ignore: readTexts(table, "ignore"),
    issuePattern: readText(table, "issue_pattern", ""),
    orphanPrefix: readText(table, "orphan_prefix", "+"),
    createEofNewline: readFlag(table, "create_eof_newline", true),
    createAddExtension: readFlag(table, "create_add_extension", true),
    types: readFragmentTypes(table),
    sections: readSections(table),
  };
  checkSizes(config, table);
  if (config.issuePattern !== "") compileIssuePattern(config.issuePattern, `${table.where}: issue_pattern`);
  return config;
}

function readConfigTable(files: TowncrierFiles): { path: string; table: ConfigTable } {
  const path = ["towncrier.toml", "pyproject.toml"].find((candidate) => files.has(candidate));
  if (!path)
    throw new AppError(
      "not-found",
      "There is no towncrier.toml and no pyproject.toml. Add one with a [tool.towncrier] table, or name the project's directory.",
    );
  const root: ConfigTable = { where: `${path}:`, values: parseToml(path, readProjectFile(files, path) ?? "") };
  const tool = getValue(root, "tool");
  const table = tool === undefined ? null : readTable({ where: `${path}: [tool]`, values: asTable(path, tool) }, "towncrier");
  if (!table) throw new AppError("invalid", `${path} has no [tool.towncrier] table. Add one, for example with directory = "changes".`);
  return { path, table };
}

/** A configuration is somebody else's: what is multiplied with the fragments stays small enough for any number of them. */
function checkSizes(config: TowncrierConfig, table: ConfigTable): void {
  const sizes = { type: config.types.length, section: config.sections.size, ignore: config.ignore?.length ?? 0 };
  for (const [key, size] of Object.entries(sizes))
    if (size > MAX_ITEMS) throw wrongType(table, key, `at most ${MAX_ITEMS} items, not ${size}`);
  if ((config.issueFormat ?? "").length > MAX_FORMAT) throw wrongType(table, "issue_format", `at most ${MAX_FORMAT} characters long`);
  if (config.underlines.some((line) => line.length > MAX_UNDERLINE))
    throw wrongType(table, "underlines", `texts of at most ${MAX_UNDERLINE} characters`);
}

function asTable(path: string, tool: unknown): Record<string, unknown> {
  return readTable({ where: `${path}: [tool]`, values: { tool } }, "tool")?.values ?? {};
}

function parseToml(path: string, text: string): Record<string, unknown> {
  try {
    return parse(text, { unsafeKeyBehaviour: "keep" });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.split("\n");
    throw new AppError("invalid", `${path} is not valid TOML at line ${error.line}, column ${error.column}: ${reason}. Correct the file.`, {
      cause: error,
    });
  }
}

function readTitleFormat(table: ConfigTable): string | false {
  const value = getValue(table, "title_format");
  if (value === false) return false;
  if (value === true) throw wrongType(table, "title_format", "a text in quotes, or false for no title");
  return readText(table, "title_format", "");
}

/** A text is a list of its characters, as it is to Python. */
function readUnderlines(table: ConfigTable): string[] {
  const value = getValue(table, "underlines");
  const underlines = typeof value === "string" ? Array.from(value) : (readTexts(table, "underlines") ?? ["=", "-", "~"]);
  if (underlines.length === 0) throw wrongType(table, "underlines", 'a list that is not empty, like ["=", "-", "~"]');
  return underlines;
}

function readSections(table: ConfigTable): Map<string, string> {
  const tables = readTables(table, "section");
  if (!tables) return new Map([["", ""]]);
  return new Map(
    tables.map((section) => {
      requireKey(section, "path", '"api"');
      return [readText(section, "name", ""), readText(section, "path", "")];
    }),
  );
}

/** `package:name` means a template inside an installed Python package; of those only towncrier's default is at hand. */
function readTemplate(table: ConfigTable, isMarkdown: boolean): TowncrierConfig["template"] {
  const template = readText(table, "template", "towncrier:default");
  const packaged = /^([-\w.]+):([-\w.]+)$/.exec(template);
  if (packaged) {
    const [, from, name = ""] = packaged;
    const resource = extensionOf(name) === "" ? `${name}${isMarkdown ? ".md" : ".rst"}` : name;
    if (from === "towncrier" || from === "towncrier.templates") {
      if (resource === "default.md") return { type: "markdown" };
      if (resource === "default.rst") return { type: "restructured-text" };
    }
    throw new AppError(
      "invalid",
      `${table.where}: template ${template} is part of a Python package, which is not at hand. Copy that file into the repository and name its path.`,
    );
  }
  return { type: "file", path: joinProjectPath([template], `${table.where}: template`) };
}
