import { type ConfigTable, readFlag, readTable, readTables, readText, requireKey } from "./config-table";
import { compareText } from "./python-text";
import type { FragmentType } from "./towncrier-config";

const DEFAULT_TYPES: FragmentType[] = [
  { id: "feature", name: "Features", showContent: true, check: true },
  { id: "bugfix", name: "Bugfixes", showContent: true, check: true },
  { id: "doc", name: "Improved Documentation", showContent: true, check: true },
  { id: "removal", name: "Deprecations and Removals", showContent: true, check: true },
  { id: "misc", name: "Misc", showContent: false, check: true },
];

/**
 * The fragment types in the order of their categories: `[…fragment.*]` tables by name, else `[[…type]]` in file order,
 * else towncrier's own five.
 */
export function readFragmentTypes(table: ConfigTable): FragmentType[] {
  const byName = readTable(table, "fragment");
  const names = Object.keys(byName?.values ?? {}).sort(compareText);
  if (byName && names.length > 0) return names.map((id) => readNamedType(byName, id));
  const listed = readTables(table, "type") ?? [];
  if (listed.length === 0) return DEFAULT_TYPES;
  return [...new Map(listed.map(readListedType).map((type) => [type.id, type])).values()];
}

function readNamedType(table: ConfigTable, id: string): FragmentType {
  const own = readTable(table, id) ?? table;
  return {
    id,
    name: readText(own, "name", capitalize(id)),
    showContent: readFlag(own, "showcontent", true),
    check: readFlag(own, "check", true),
  };
}

function readListedType(table: ConfigTable): FragmentType {
  requireKey(table, "directory", '"feature"');
  requireKey(table, "name", '"Features"');
  requireKey(table, "showcontent", "true");
  return {
    id: readText(table, "directory", ""),
    name: readText(table, "name", ""),
    showContent: readFlag(table, "showcontent", true),
    check: readFlag(table, "check", true),
  };
}

/** `str.capitalize` of Python: the first letter up, every other one down. */
function capitalize(text: string): string {
  const [first = "", ...rest] = Array.from(text);
  return first.toUpperCase() + rest.join("").toLowerCase();
}
