import { matchPath } from "./match-path";
import type { ReleasePackage, ReleasePleaseConfig } from "./release-please-config";

/** A file that Release Please writes in its pull request. */
export interface MetadataFile {
  /** From the root of the repository; a pattern with `*` when `isPattern`. */
  path: string;
  isPattern: boolean;
  role: "manifest" | "changelog" | "version" | "extra";
  /** False for files that only some projects of the release type have. */
  isUsual: boolean;
}

export const MANIFEST_PATH = ".release-please-manifest.json";

const USUAL: Record<string, string[]> = {
  node: ["package.json", "package-lock.json"],
  expo: ["package.json", "package-lock.json", "app.json"],
  python: ["pyproject.toml"],
  rust: ["Cargo.toml", "Cargo.lock"],
  helm: ["Chart.yaml"],
  php: ["composer.json"],
  dart: ["pubspec.yaml"],
  elixir: ["mix.exs"],
  bazel: ["MODULE.bazel"],
  sfdx: ["sfdx-project.json"],
  r: ["DESCRIPTION"],
  maven: ["pom.xml"],
  java: ["pom.xml"],
  go: [],
  simple: [],
  ruby: [],
};

const SOMETIMES: Record<string, string[]> = {
  node: ["npm-shrinkwrap.json", "samples/package.json"],
  expo: ["npm-shrinkwrap.json"],
  python: ["setup.py", "setup.cfg", "**/version.py", "/changelog.json"],
  rust: ["**/Cargo.toml", "/Cargo.lock"],
  php: ["VERSION"],
  maven: ["**/pom.xml", "**/build.gradle", "**/dependencies.properties"],
  java: ["**/pom.xml", "**/build.gradle", "**/dependencies.properties"],
  ruby: ["Gemfile.lock"],
};

/** The release types whose version files are known; of others only manifest, changelog and extra files are. */
export const KNOWN_RELEASE_TYPES = Object.keys(USUAL);

/** The files that belong to Release Please (B25, B43, D5), each once: manifest, changelogs, version files, extra files. */
export function listMetadataFiles({ packages }: ReleasePleaseConfig, manifestPath = MANIFEST_PATH): MetadataFile[] {
  const files: MetadataFile[] = [
    { path: manifestPath, isPattern: false, role: "manifest", isUsual: true },
    ...packages.flatMap((pkg): MetadataFile[] => {
      const at = (path: string) => repositoryPath(pkg.path, path);
      const version =
        (isUsual: boolean) =>
        (path: string): MetadataFile => ({
          path: at(path),
          isPattern: path.includes("*"),
          role: "version",
          isUsual,
        });
      return [
        { path: pkg.changelogPath, isPattern: false, role: "changelog", isUsual: true },
        ...[...(USUAL[pkg.releaseType] ?? []), ...namedVersionFiles(pkg)].map(version(true)),
        ...pkg.extraFiles.map(({ path, glob }): MetadataFile => ({ path: at(path), isPattern: glob, role: "extra", isUsual: true })),
        ...[...(SOMETIMES[pkg.releaseType] ?? []), ...pythonModules(pkg)].map(version(false)),
      ];
    }),
  ];
  return [...new Map(files.toReversed().map((file) => [file.path, file])).values()].reverse();
}

/** The changed files that Release Please does not write (B43, B47, D6); an empty list means metadata only. */
export function listForeignFiles(changedPaths: string[], files: MetadataFile[]): string[] {
  const exact = new Set(files.filter(({ isPattern }) => !isPattern).map(({ path }) => path));
  const patterns = files.filter(({ isPattern }) => isPattern);
  return changedPaths.filter((path) => !exact.has(path) && !patterns.some((file) => matchPath(file.path, path)));
}

/** A package's file as a path from the root; a leading slash means the root already. */
export function repositoryPath(packagePath: string, file: string): string {
  if (file.startsWith("/")) return file.slice(1);
  const folder = packagePath === "." ? [] : packagePath.split("/");
  return [...folder, ...file.split("/")].filter((part) => part !== "" && part !== ".").join("/");
}

function namedVersionFiles({ releaseType, versionFile, component }: ReleasePackage): string[] {
  if (versionFile) return [versionFile];
  if (releaseType === "simple") return ["version.txt"];
  return releaseType === "ruby" && component ? [`lib/${component.replaceAll("-", "/")}/version.rb`] : [];
}

function pythonModules({ releaseType, packageName, component }: ReleasePackage): string[] {
  const name = packageName ?? component;
  if (releaseType !== "python" || !name) return [];
  return [...new Set([name, name.replaceAll("-", "_")])].flatMap((module) => [`${module}/__init__.py`, `src/${module}/__init__.py`]);
}
