export type ConfigFile = "config" | "manifest";

/** What is wrong or doubtful in `release-please-config.json` or its manifest. */
export interface ConfigProblem {
  file: ConfigFile;
  severity: "error" | "warning";
  /** Such as `packages["."].extra-files[0].path`; empty for the whole file. */
  keyPath: string;
  /** Says what to do. */
  message: string;
}

/** Names a key by its path and says what is wrong with it; `what` goes on after the path. */
export function toConfigProblem(file: ConfigFile, severity: ConfigProblem["severity"], path: PropertyKey[], what: string): ConfigProblem {
  const keyPath = path.map(toPathPart).join("");
  return { file, severity, keyPath, message: `${keyPath || "The file"} ${what}` };
}

function toPathPart(key: PropertyKey, index: number): string {
  if (typeof key === "number") return `[${key}]`;
  const name = String(key);
  if (!/^[\w-]+$/.test(name)) return `[${JSON.stringify(name)}]`;
  return index === 0 ? name : `.${name}`;
}
