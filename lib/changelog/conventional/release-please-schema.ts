import { z } from "zod";

const text = z.string().min(1, "must not be empty");

const changelogSection = z.object({ type: text, section: text, hidden: z.boolean().default(false) });

const extraFile = z.union(
  [
    text.transform((path) => ({ path, type: "generic", glob: false })),
    z.object({ path: text, type: text, glob: z.boolean().default(false) }),
  ],
  "expected a path, or an object with type and path",
);

const packageShape = {
  "release-type": text.optional(),
  "package-name": text.optional(),
  component: z.string().optional(),
  "changelog-path": text.optional(),
  "changelog-host": text.optional(),
  "changelog-sections": z.array(changelogSection).optional(),
  "include-component-in-tag": z.boolean().optional(),
  "include-v-in-tag": z.boolean().optional(),
  "tag-separator": z.string().optional(),
  prerelease: z.boolean().optional(),
  "prerelease-type": text.optional(),
  versioning: text.optional(),
  "bump-minor-pre-major": z.boolean().optional(),
  "bump-patch-for-minor-pre-major": z.boolean().optional(),
  "release-as": text.optional(),
  "version-file": text.optional(),
  "extra-files": z.array(extraFile).optional(),
};

const packageSchema = z.object(packageShape);

/** What Slipway reads of `release-please-config.json`; other keys pass. */
export const configSchema = z.object({ ...packageShape, packages: z.record(z.string(), packageSchema) });

/** `.release-please-manifest.json`: the version of each package, by its path. */
export const manifestSchema = z.record(z.string(), z.string());

export type PackageKeys = z.infer<typeof packageSchema>;
export type ExtraFile = z.infer<typeof extraFile>;

const OTHER_PACKAGE_KEYS = [
  "skip-github-release",
  "skip-changelog",
  "force-tag-creation",
  "draft",
  "draft-pull-request",
  "label",
  "release-label",
  "extra-label",
  "changelog-type",
  "pull-request-title-pattern",
  "pull-request-header",
  "pull-request-footer",
  "component-no-space",
  "separate-pull-requests",
  "always-update",
  "snapshot-label",
  "skip-snapshot",
  "initial-version",
  "exclude-paths",
  "date-format",
];

/** Every key Release Please reads in a package. */
export const PACKAGE_KEYS = [...Object.keys(packageShape), ...OTHER_PACKAGE_KEYS];

/** Every key Release Please reads at the root. */
export const ROOT_KEYS = [
  ...PACKAGE_KEYS,
  "$schema",
  "packages",
  "bootstrap-sha",
  "last-release-sha",
  "always-link-local",
  "plugins",
  "signoff",
  "group-pull-request-title-pattern",
  "release-search-depth",
  "commit-search-depth",
  "commit-batch-size",
  "sequential-calls",
  "update-peer-dependencies",
];
