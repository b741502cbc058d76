import { parseVersion } from "@/lib/releases/version";
import { type ConfigProblem, toConfigProblem } from "./config-problem";
import { KNOWN_RELEASE_TYPES } from "./list-metadata-files";
import type { ReleasePackage } from "./release-please-config";
import { PACKAGE_KEYS, ROOT_KEYS } from "./release-please-schema";

/** Finds keys without effect, which are mostly misspelled ones. */
export function listUnknownKeys(raw: unknown): ConfigProblem[] {
  if (!isRecord(raw)) return [];
  const ofPackages = isRecord(raw.packages)
    ? Object.entries(raw.packages).flatMap(([path, own]) => unknownKeysOf(own, ["packages", path], PACKAGE_KEYS))
    : [];
  return [...unknownKeysOf(raw, [], ROOT_KEYS), ...ofPackages];
}

function unknownKeysOf(value: unknown, path: string[], known: string[]): ConfigProblem[] {
  if (!isRecord(value)) return [];
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = known.find((name) => simplified(name) === simplified(key));
      const advice = meant ? `write ${meant}` : "remove it or correct its name";
      return toConfigProblem(
        "config",
        "warning",
        [...path, key],
        `is not a known key of Release Please and probably has no effect; ${advice}.`,
      );
    });
}

function simplified(key: string): string {
  return key.replaceAll("-", "").replaceAll("_", "").toLowerCase();
}

/** Finds what is wrong with the packages of a configuration that has the right form. */
export function checkPackages(packages: ReleasePackage[]): ConfigProblem[] {
  if (packages.length === 0) return [toConfigProblem("config", "error", ["packages"], 'has no package; add one, for example ".".')];
  return packages.flatMap((pkg) => [...checkPaths(pkg), ...checkReleaseType(pkg)]);
}

/** Compares the manifest with the packages it should hold. */
export function checkVersions(packages: ReleasePackage[], manifest: Map<string, string>): ConfigProblem[] {
  const paths = new Set(packages.map(({ path }) => path));
  return [
    ...packages
      .filter(({ path }) => !manifest.has(path))
      .map(({ path }) => toConfigProblem("manifest", "warning", [path], "is missing; add the package's last released version.")),
    ...[...manifest]
      .filter(([, version]) => parseVersion(version) === null)
      .map(([path, version]) =>
        toConfigProblem(
          "manifest",
          "warning",
          [path],
          `is ${JSON.stringify(version.slice(0, 60))}, which cannot be ordered; write it as 1.2.3 or 1.2.3-rc.1.`,
        ),
      ),
    ...[...manifest.keys()]
      .filter((path) => !paths.has(path))
      .map((path) =>
        toConfigProblem("manifest", "warning", [path], "is a package the configuration does not know; remove it or add it there."),
      ),
  ];
}

function checkPaths({ path, changelogPath, extraFiles }: ReleasePackage): ConfigProblem[] {
  const paths: [string, (string | number)[]][] = [
    [changelogPath, ["packages", path, "changelog-path"]],
    ...extraFiles.map((file, index): [string, (string | number)[]] => [file.path, ["packages", path, "extra-files", index]]),
  ];
  return paths
    .filter(([value]) => value.split("/").includes(".."))
    .map(([, keyPath]) =>
      toConfigProblem("config", "error", keyPath, "leads out of its folder; write a path from the root, starting with /."),
    );
}

function checkReleaseType({ path, releaseType }: ReleasePackage): ConfigProblem[] {
  if (KNOWN_RELEASE_TYPES.includes(releaseType)) return [];
  const what = `is ${JSON.stringify(releaseType.slice(0, 60))}, whose version files are not known here; name them as extra-files.`;
  return [toConfigProblem("config", "warning", ["packages", path, "release-type"], what)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
