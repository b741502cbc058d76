import { expect, test } from "vitest";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { checkBaseline } from "./check-baseline";
import { checkManifest } from "./check-manifest";
import { listLinkDefinitions, readCompareLink } from "./read-compare-link";
import { readReleasePleaseConfig } from "./read-release-please-config";

const first = (text: string) => {
  const section = parseChangelog(text).sections[0];
  if (!section) throw new Error("the text has a section");
  return section;
};

const url = "https://git.example.org/o/r/compare";

for (const [name, text, expected] of [
  ["in the heading", `## [1.2.0](${url}/v1.1.0...v1.2.0) (2026-01-31)\n`, ["v1.1.0", "v1.2.0", "heading"]],
  ["by a definition", `## [1.2.0] - 2026-01-31\n\n* a\n\n[1.2.0]: ${url}/v1.1.0...v1.2.0\n`, ["v1.1.0", "v1.2.0", "definition"]],
  [
    "by a definition in CRLF",
    `## [1.2.0] - 2026-01-31\r\n\r\n* a\r\n\r\n[1.2.0]:  ${url}/v1.1.0..v1.2.0\r\n`,
    ["v1.1.0", "v1.2.0", "definition"],
  ],
  ["with a component", `## [1.2.0](${url}/lamp-v1.1.0...lamp-v1.2.0) (2026-01-31)\n`, ["lamp-v1.1.0", "lamp-v1.2.0", "heading"]],
  ["with an encoded tag", `## [1.2.0](${url}/lamp%2Fv1.1.0...lamp%2Fv1.2.0) (2026-01-31)\n`, ["lamp/v1.1.0", "lamp/v1.2.0", "heading"]],
  ["of a link to a release", `## [1.2.0](https://git.example.org/o/r/releases/tag/v1.2.0) (2026-01-31)\n`, null],
  ["of no link", "## 1.2.0 (2026-01-31)\n", null],
] as const)
  test(`the compare link ${name}`, () => {
    const link = readCompareLink(text, first(text));
    expect(link && [link.base, link.target, link.from]).toEqual(expected);
    if (link) expect(text.slice(link.start, link.end)).toBe(link.url);
  });

test("the first definition of a label counts", () => {
  const definitions = listLinkDefinitions("[A]: one\n[a]: two\n[b]:\n[]: three\n");
  expect([...definitions].map(([label, address]) => [label, address.url])).toEqual([["a", "one"]]);
});

const section = (base: string, target: string, version = "1.2.0") =>
  `# Changelog\n\n## [${version}](${url}/${base}...${target}) (2026-01-31)\n\n* a\n`;

for (const [name, text, tags, ids] of [
  ["B44 the latest published tag is right", section("v1.1.1", "v1.2.0"), ["v1.0.0", "v1.1.1", "v1.1.0"], []],
  ["B44 later tags do not matter", section("v1.1.0", "v1.2.0"), ["v1.1.0", "v1.2.0", "v1.3.0"], []],
  ["B44 numbers are compared, not text", section("v1.1.10", "v1.2.0"), ["v1.1.9", "v1.1.10"], []],
  [
    "B44 B65 a numbered preview is the latest",
    section("v0.6.5-preview.3", "v0.6.6-preview", "0.6.6-preview"),
    ["v0.6.5-preview", "v0.6.5-preview.3"],
    [],
  ],
  ["B101 an older tag makes the range too long", section("v1.0.0", "v1.2.0"), ["v1.0.0", "v1.1.0", "v1.1.1"], ["compare-range-oversized"]],
  ["B44 a tag that is not published", section("v1.1.0", "v1.2.0"), ["v1.0.0"], ["compare-base-unpublished"]],
  ["B44 a tag that is not before it", section("v1.3.0", "v1.2.0"), ["v1.1.0", "v1.3.0"], ["compare-base-not-earlier"]],
  ["B44 a range to another version", section("v1.1.0", "v1.2.1"), ["v1.1.0"], ["compare-target-mismatch"]],
  ["tags of another component do not matter", section("lamp-v1.1.0", "lamp-v1.2.0"), ["lamp-v1.1.0", "rope-v1.1.5"], []],
  ["a heading without a link", "## 1.2.0 (2026-01-31)\n\n* a\n", ["v1.1.0"], ["compare-link-missing"]],
  ["an unreleased section", "## Unreleased\n\n* a\n\n## 1.0.0\n", ["v1.1.0"], []],
] as const)
  test(name, () => expect(checkBaseline(text, first(text), [...tags]).map(({ id }) => id)).toEqual(ids));

test("B101 the message counts what is listed again and says where to start; the place is the address", () => {
  const text = section("v1.0.0", "v1.2.0");
  const [problem] = checkBaseline(text, first(text), ["v1.0.0", "v1.1.0", "v1.1.1"]);
  expect(problem).toMatchObject({
    severity: "error",
    message:
      "The range of 1.2.0 starts at v1.0.0, so 2 releases are listed again; it has to start at v1.1.1, the latest published tag. Correct the manifest and cut again.",
  });
  expect(text.slice(problem?.start, problem?.end)).toBe(`${url}/v1.0.0...v1.2.0`);
});

test("a final may compare past its own candidates where the process says so", () => {
  const text = section("v1.1.0", "v1.2.0");
  const tags = ["v1.1.0", "v1.2.0-rc.1"];
  expect(checkBaseline(text, first(text), tags).map(({ id }) => id)).toEqual(["compare-range-oversized"]);
  expect(checkBaseline(text, first(text), tags, { finalsSkipPrereleases: true })).toEqual([]);
});

const manifestOf = (version: string) => `{\n  ".": "${version}",\n  "libs/a": "3.0.0"\n}\n`;
const config = readReleasePleaseConfig(
  '{"packages":{".":{"include-component-in-tag":false},"libs/a":{"component":"a"}}}',
  manifestOf("1.0.0"),
);
const packages = config.type === "read" ? config.config.packages : [];

for (const [name, version, tags, earlier, count] of [
  ["a manifest below the latest tag", "1.0.0", ["v1.1.0", "v1.0.0"], null, 1],
  ["a manifest at the latest tag", "1.1.0", ["v1.1.0", "v1.0.0"], null, 0],
  ["a manifest above it, as in the release's own pull request", "1.2.0", ["v1.1.0"], null, 0],
  ["a manifest below the one before", "1.0.0", [], manifestOf("1.1.0"), 1],
  ["a tag of another package", "1.0.0", ["b-v9.0.0"], null, 0],
] as const)
  test(`B101 ${name} is ${count ? "an error" : "right"}`, () => {
    const text = manifestOf(version);
    const problems = checkManifest(text, packages, [...tags], { earlierManifestText: earlier });
    expect(problems.map(({ id, start, end }) => [id, text.slice(start, end)])).toEqual(count ? [["manifest-lowered", version]] : []);
  });

test("B101 the package in a folder is measured by its own tags", () =>
  expect(checkManifest(manifestOf("1.0.0"), packages, ["a-v3.1.0"])).toMatchObject([
    { message: 'The manifest holds 3.0.0 for "libs/a", below the published tag a-v3.1.0; set it to 3.1.0.' },
  ]));

test("B101 tags of an earlier numbering do not count where the new one's first tag is named", () => {
  const tags = ["v1.1.0", "v1.0.0", "v7.2.0", "v1.1.5"];
  const text = section("v1.1.0", "v1.2.0");
  expect(checkBaseline(text, first(text), tags).map(({ id }) => id)).toEqual(["compare-range-oversized"]);
  expect(checkBaseline(text, first(text), tags, { numberingSince: "v1.0.0" })).toEqual([]);
  expect(checkManifest(manifestOf("1.1.0"), packages, tags).map(({ id }) => id)).toEqual(["manifest-lowered"]);
  expect(checkManifest(manifestOf("1.1.0"), packages, tags, { numberingSince: "v1.0.0" })).toEqual([]);
});

for (const [name, filler] of [
  ["brackets", "[".repeat(5_000_000)],
  ["lines of brackets", "[a\n".repeat(2_000_000)],
  ["definitions", "[a]: b\n".repeat(1_000_000)],
] as const)
  test(`hostile: the definitions of a file of 5 MB of ${name} are read in under two seconds`, () => {
    const started = performance.now();
    expect(listLinkDefinitions(filler).size).toBeLessThanOrEqual(1);
    expect(performance.now() - started).toBeLessThan(2000);
  });
