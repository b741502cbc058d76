import type { z } from "zod";
import { defaultSectionsOf } from "./changelog-sections";
import { checkPackages, checkVersions, listUnknownKeys } from "./check-release-please-config";
import { type ConfigFile, type ConfigProblem, toConfigProblem } from "./config-problem";
import { repositoryPath } from "./list-metadata-files";
import type { ReadConfig, ReleasePackage } from "./release-please-config";
import { configSchema, manifestSchema, type PackageKeys } from "./release-please-schema";

/**
 * Reads `release-please-config.json` and the manifest beside it; the root's settings are the defaults of every
 * package. Errors and doubts name file and key; only errors make the result `invalid`.
 */
export function readReleasePleaseConfig(configText: string, manifestText: string): ReadConfig {
  const configFile = readFile("config", configText, configSchema);
  const manifestFile = readFile("manifest", manifestText, manifestSchema);
  const problems = [...configFile.problems, ...manifestFile.problems];
  if (!configFile.value || !manifestFile.value) return { type: "invalid", problems };
  const { packages: settings, ...root } = configFile.value;
  const manifest = new Map(Object.entries(manifestFile.value));
  const packages = Object.entries(settings).map(([path, own]) => toPackage(path, own, root, manifest.get(path) ?? null));
  problems.push(...listUnknownKeys(configFile.raw), ...checkPackages(packages), ...checkVersions(packages, manifest));
  return problems.some(({ severity }) => severity === "error")
    ? { type: "invalid", problems }
    : { type: "read", config: { packages }, problems };
}

function readFile<T>(file: ConfigFile, text: string, schema: z.ZodType<T>): { value: T | null; raw: unknown; problems: ConfigProblem[] } {
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    return { value: null, raw: null, problems: [toConfigProblem(file, "error", [], `is not JSON; correct it (${why}).`)] };
  }
  const read = schema.safeParse(raw);
  if (read.success) return { value: read.data, raw, problems: [] };
  const problems = read.error.issues.map(({ path, message }) => toConfigProblem(file, "error", path, `is not as expected: ${message}.`));
  return { value: null, raw, problems };
}

function toPackage(path: string, own: PackageKeys, root: PackageKeys, manifestVersion: string | null): ReleasePackage {
  const setting = <K extends keyof PackageKeys>(key: K): PackageKeys[K] => own[key] ?? root[key];
  const releaseType = setting("release-type") ?? "node";
  const packageName = setting("package-name") ?? null;
  return {
    path,
    releaseType,
    packageName,
    component: setting("component") || (packageName && componentOf(packageName, releaseType)),
    changelogPath: repositoryPath(path, setting("changelog-path") ?? "CHANGELOG.md"),
    changelogHost: setting("changelog-host") ?? "https://github.com",
    changelogSections: setting("changelog-sections") ?? defaultSectionsOf(releaseType),
    includeComponentInTag: setting("include-component-in-tag") ?? true,
    includeVInTag: setting("include-v-in-tag") ?? true,
    tagSeparator: setting("tag-separator") ?? (releaseType === "ruby" ? "/" : "-"),
    isPrerelease: setting("prerelease") ?? false,
    prereleaseType: setting("prerelease-type") ?? null,
    versioning: setting("versioning") ?? "default",
    bumpMinorPreMajor: setting("bump-minor-pre-major") ?? null,
    bumpPatchForMinorPreMajor: setting("bump-patch-for-minor-pre-major") ?? false,
    releaseAs: setting("release-as") ?? null,
    versionFile: setting("version-file") ?? null,
    extraFiles: setting("extra-files") ?? [],
    manifestVersion,
  };
}

function componentOf(packageName: string, releaseType: string): string {
  const slash = packageName.indexOf("/");
  return releaseType === "node" && packageName.startsWith("@") && slash > 0 ? packageName.slice(slash + 1) : packageName;
}
