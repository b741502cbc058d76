import type { ChangelogSection } from "./changelog-sections";
import type { ConfigProblem } from "./config-problem";
import type { ExtraFile } from "./release-please-schema";

/** One package of a Release Please configuration, with the root's defaults already applied. */
export interface ReleasePackage {
  /** `.` for the root. */
  path: string;
  releaseType: string;
  packageName: string | null;
  /** What stands before the version in a tag; null when only the package's own files name it. */
  component: string | null;
  /** From the root of the repository. */
  changelogPath: string;
  changelogHost: string;
  changelogSections: ChangelogSection[];
  includeComponentInTag: boolean;
  includeVInTag: boolean;
  tagSeparator: string;
  isPrerelease: boolean;
  prereleaseType: string | null;
  versioning: string;
  /** Null when the configuration is silent. */
  bumpMinorPreMajor: boolean | null;
  bumpPatchForMinorPreMajor: boolean;
  releaseAs: string | null;
  versionFile: string | null;
  extraFiles: ExtraFile[];
  /** The version the manifest holds for this path; null when it holds none. */
  manifestVersion: string | null;
}

export interface ReleasePleaseConfig {
  packages: ReleasePackage[];
}

export type ReadConfig =
  | { type: "read"; config: ReleasePleaseConfig; problems: ConfigProblem[] }
  | { type: "invalid"; problems: ConfigProblem[] };
