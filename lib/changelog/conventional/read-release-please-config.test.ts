import { expect, test } from "vitest";
import { listForeignFiles, listMetadataFiles } from "./list-metadata-files";
import { matchPath } from "./match-path";
import { readReleasePleaseConfig } from "./read-release-please-config";
import type { ReleasePackage } from "./release-please-config";
import { readTag, tagName, toVersionPolicy } from "./release-tag";

const read = (config: unknown, manifest: unknown = { ".": "1.2.3" }) =>
  readReleasePleaseConfig(JSON.stringify(config), JSON.stringify(manifest));

const packages = (config: unknown, manifest?: unknown): ReleasePackage[] => {
  const result = read(config, manifest);
  if (result.type === "invalid") throw new Error(JSON.stringify(result.problems));
  return result.config.packages;
};

const root = (settings: object): ReleasePackage => {
  const [pkg] = packages({ packages: { ".": settings } });
  if (!pkg) throw new Error("there is one package");
  return pkg;
};

test("defaults are those of Release Please", () =>
  expect(root({})).toMatchObject({
    path: ".",
    releaseType: "node",
    component: null,
    changelogPath: "CHANGELOG.md",
    changelogHost: "https://github.com",
    includeComponentInTag: true,
    includeVInTag: true,
    tagSeparator: "-",
    isPrerelease: false,
    bumpMinorPreMajor: null,
    bumpPatchForMinorPreMajor: false,
    extraFiles: [],
    manifestVersion: "1.2.3",
  }));

test("a package inherits from the root and overrides it", () =>
  expect(
    packages(
      {
        "release-type": "python",
        "bump-minor-pre-major": true,
        "extra-files": ["a.txt"],
        packages: { "libs/a": {}, "libs/b": { "release-type": "rust", "bump-minor-pre-major": false, "extra-files": [] } },
      },
      { "libs/a": "1.0.0", "libs/b": "2.0.0" },
    ),
  ).toMatchObject([
    {
      releaseType: "python",
      bumpMinorPreMajor: true,
      extraFiles: [{ path: "a.txt" }],
      changelogPath: "libs/a/CHANGELOG.md",
      manifestVersion: "1.0.0",
    },
    { releaseType: "rust", bumpMinorPreMajor: false, extraFiles: [], changelogPath: "libs/b/CHANGELOG.md", manifestVersion: "2.0.0" },
  ]));

test("python lists documentation, node hides it", () => {
  const isDocsHidden = (pkg: ReleasePackage) => pkg.changelogSections.find(({ type }) => type === "docs")?.hidden;
  expect([root({ "release-type": "python" }), root({})].map(isDocsHidden)).toEqual([false, true]);
});

for (const [name, config, manifest, file, severity, keyPath, part] of [
  ["no JSON", "{", "{}", "config", "error", "", "is not JSON"],
  ["an array", "[]", "{}", "config", "error", "", "is not as expected"],
  ["no packages", "{}", "{}", "config", "error", "packages", "is not as expected"],
  ["empty packages", '{"packages":{}}', "{}", "config", "error", "packages", "has no package"],
  [
    "a wrong type",
    '{"packages":{".":{"prerelease":"yes"}}}',
    '{".":"1.0.0"}',
    "config",
    "error",
    'packages["."].prerelease',
    "expected boolean",
  ],
  [
    "a wrong type in a list",
    '{"packages":{"a/b":{"extra-files":["x",7]}}}',
    '{"a/b":"1.0.0"}',
    "config",
    "error",
    'packages["a/b"].extra-files[1]',
    "expected a path, or an object",
  ],
  [
    "a section without a title",
    '{"packages":{".":{}},"changelog-sections":[{"type":"feat"}]}',
    '{".":"1.0.0"}',
    "config",
    "error",
    "changelog-sections[0].section",
    "expected string",
  ],
  [
    "a path that leaves its folder",
    '{"packages":{"a":{"extra-files":["../x"]}}}',
    '{"a":"1.0.0"}',
    "config",
    "error",
    "packages.a.extra-files[0]",
    "starting with /",
  ],
  [
    "a release type that is not known",
    '{"packages":{".":{}},"release-type":"loom"}',
    '{".":"1.0.0"}',
    "config",
    "warning",
    'packages["."].release-type',
    "not known here",
  ],
  [
    "a misspelled key",
    '{"packages":{".":{"prereleaseType":"beta"}}}',
    '{".":"1.0.0"}',
    "config",
    "warning",
    'packages["."].prereleaseType',
    "write prerelease-type",
  ],
  ["an unknown key", '{"packages":{".":{}},"lamp":1}', '{".":"1.0.0"}', "config", "warning", "lamp", "probably has no effect"],
  ["a package without a version", '{"packages":{".":{}}}', "{}", "manifest", "warning", '["."]', "is missing"],
  ["a version that is none", '{"packages":{".":{}}}', '{".":"soon"}', "manifest", "warning", '["."]', "cannot be ordered"],
  ["a version that is no text", '{"packages":{".":{}}}', '{".":1}', "manifest", "error", '["."]', "expected string"],
  [
    "a package of the manifest alone",
    '{"packages":{".":{}}}',
    '{".":"1.0.0","old":"0.1.0"}',
    "manifest",
    "warning",
    "old",
    "does not know",
  ],
] as const)
  test(`problem: ${name}`, () => {
    const result = readReleasePleaseConfig(config, manifest);
    expect(result.type).toBe(severity === "error" ? "invalid" : "read");
    expect(result.problems).toContainEqual({ file, severity, keyPath, message: expect.stringContaining(part) });
  });

for (const [settings, expected] of [
  [{ "include-component-in-tag": false }, "v1.2.3"],
  [{ "include-component-in-tag": false, "include-v-in-tag": false }, "1.2.3"],
  [{ component: "lamp" }, "lamp-v1.2.3"],
  [{ component: "lamp", "tag-separator": "@", "include-v-in-tag": false }, "lamp@1.2.3"],
  [{ "package-name": "@o/lamp" }, "lamp-v1.2.3"],
  [{ "package-name": "@o/lamp", "release-type": "simple" }, "@o/lamp-v1.2.3"],
  [{ component: "lamp", "release-type": "ruby" }, "lamp/v1.2.3"],
  [{}, null],
] as const)
  test(`the tag under ${JSON.stringify(settings)} is ${expected}`, () => expect(tagName(root(settings), "1.2.3")).toBe(expected));

test("a component that only the package's files name is given from outside", () =>
  expect(tagName(root({}), "1.2.3", "lamp")).toBe("lamp-v1.2.3"));

for (const [tag, expected] of [
  ["v1.2.3", ["", "1.2.3"]],
  ["lamp-v1.2.3-rc.1", ["lamp-", "1.2.3-rc.1"]],
  ["lamp2-1.2.3", ["lamp2-", "1.2.3"]],
  ["@o/lamp@1.2.3", ["@o/lamp@", "1.2.3"]],
  ["latest", null],
] as const)
  test(`reads the tag ${tag}`, () => {
    const got = readTag(tag);
    expect(got && [got.prefix, got.version.text]).toEqual(expected);
  });

for (const [settings, policy] of [
  [{}, { breakingBeforeOne: "ask", featureBeforeOne: "minor", prerelease: null }],
  [
    { "bump-minor-pre-major": true, "bump-patch-for-minor-pre-major": true },
    { breakingBeforeOne: "minor", featureBeforeOne: "patch" },
  ],
  [
    { "bump-minor-pre-major": false, "release-as": "2.0.0" },
    { breakingBeforeOne: "major", releaseAs: "2.0.0" },
  ],
  [{ versioning: "prerelease", "prerelease-type": "beta" }, { prerelease: { stage: "beta", numbering: "from-second" } }],
  [{ versioning: "prerelease", "prerelease-type": "rc.1" }, { prerelease: { stage: "rc", numbering: "always" } }],
  [{ prerelease: true, "prerelease-type": "beta" }, { prerelease: null }],
] as const)
  test(`the version policy of ${JSON.stringify(settings)}`, () => expect(toVersionPolicy(root(settings))).toMatchObject(policy));

const usualFiles = (settings: object, path = ".") =>
  listMetadataFiles({ packages: packages({ packages: { [path]: settings } }, { [path]: "1.0.0" }) })
    .filter(({ isUsual }) => isUsual)
    .map((file) => file.path);

for (const [name, settings, path, expected] of [
  [
    "B25 node",
    {
      "extra-files": [
        { type: "yaml", path: "deploy/Chart.yaml", jsonpath: "$.version" },
        { type: "yaml", path: "deploy/Chart.yaml", jsonpath: "$.appVersion" },
      ],
    },
    ".",
    [".release-please-manifest.json", "CHANGELOG.md", "package.json", "package-lock.json", "deploy/Chart.yaml"],
  ],
  ["D5 python", { "release-type": "python" }, ".", [".release-please-manifest.json", "CHANGELOG.md", "pyproject.toml"]],
  [
    "a package in a folder",
    { "extra-files": ["a.txt", "/b.txt"] },
    "libs/a",
    [".release-please-manifest.json", "libs/a/CHANGELOG.md", "libs/a/package.json", "libs/a/package-lock.json", "libs/a/a.txt", "b.txt"],
  ],
  [
    "ruby by its component",
    { "release-type": "ruby", component: "my-lamp" },
    ".",
    [".release-please-manifest.json", "CHANGELOG.md", "lib/my/lamp/version.rb"],
  ],
  ["simple", { "release-type": "simple" }, ".", [".release-please-manifest.json", "CHANGELOG.md", "version.txt"]],
  ["a release type that is not known", { "release-type": "loom" }, ".", [".release-please-manifest.json", "CHANGELOG.md"]],
] as const)
  test(`metadata files: ${name}`, () => expect(usualFiles(settings, path)).toEqual(expected));

test("B43 D6 names the changed files that are not metadata", () => {
  const files = listMetadataFiles({
    packages: [
      root({
        "release-type": "python",
        "package-name": "my-lamp",
        "extra-files": [{ type: "json", path: "data/*.json", glob: true, jsonpath: "$.v" }],
      }),
    ],
  });
  const changed = [
    "CHANGELOG.md",
    "pyproject.toml",
    "src/my_lamp/__init__.py",
    "x/y/version.py",
    "data/a.json",
    "data/b/c.json",
    "src/lamp.py",
  ];
  expect(listForeignFiles(changed, files)).toEqual(["data/b/c.json", "src/lamp.py"]);
});

for (const [pattern, path, expected] of [
  ["**/a", "a", true],
  ["**/a", "b/c/a", true],
  ["b/**", "b/c/a", true],
  ["b/**/a", "b/a", true],
  ["*.json", "b/a.json", false],
  ["a?c*", "abcd", true],
  ["a*b*c", "axbyd", false],
  ["a.b", "axb", false],
] as const)
  test(`pattern ${pattern} ${expected ? "fits" : "does not fit"} ${path}`, () => expect(matchPath(pattern, path)).toBe(expected));

test("hostile: a pattern of 2,000 wild cards is decided in under a second", () => {
  const started = performance.now();
  expect(matchPath("*a".repeat(2000), "b".repeat(2000))).toBe(false);
  expect(matchPath(`${"**/a/".repeat(500)}x`, "a/".repeat(2000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});
