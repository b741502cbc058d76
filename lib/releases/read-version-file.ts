/** Files that may hold a project's version, in the order they are believed. */
export const VERSION_FILES = ["VERSION", ".release-please-manifest.json", "package.json", "pyproject.toml", "Cargo.toml"] as const;

/** The version one of these files states, or null. */
export function readVersionFile(path: string, text: string): string | null {
  switch (path) {
    case "VERSION":
      return text.trim().split(/\s/)[0] || null;
    case ".release-please-manifest.json":
      return stringAt(text, ".");
    case "package.json":
      return stringAt(text, "version");
    default:
      return tomlVersion(text);
  }
}

function stringAt(text: string, key: string): string | null {
  try {
    const value = (JSON.parse(text) as Record<string, unknown> | null)?.[key];
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}

/** `version = "…"` of `[project]`, `[tool.poetry]` or `[package]`; the only line of TOML that is needed. */
function tomlVersion(text: string): string | null {
  let table = "";
  for (const line of text.split(/\r\n|\r|\n/)) {
    const header = /^\s*\[([\w.-]{1,60})\]\s*$/.exec(line);
    if (header?.[1]) table = header[1];
    const version = /^\s*version\s*=\s*["']([^"']{1,80})["']/.exec(line);
    if (version?.[1] && ["project", "tool.poetry", "package"].includes(table)) return version[1];
  }
  return null;
}
