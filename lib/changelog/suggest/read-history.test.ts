import { expect, test } from "vitest";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { parseVersion } from "@/lib/releases/version";
import { isLeftoverTitle, readHistory } from "./read-history";

const TEXT = `# Changes

## 1.3.0 (2026-03-01)

### Features
* Later ([#30](x))

## 1.2.0 (2026-02-01)

### Features
* Now ([#20](x))

## 1.2.0rc1 (2026-01-20)

### Features
* Candidate ([#19](x))

## 1.1.0 (2026-01-01)

### Features

#### Rigging
Renewed the rigging.

* Rope ([#11](x))
* Knot ([#12](x))

#### Other Features
* Bell ([#13](x))

### Fixes
* Leak ([#14](x))

## 1.1.0rc1 (2025-12-20)

### Features
* Rope first ([#11](x))
`;

const read = (text: string) => {
  const version = parseVersion(text);
  if (!version) throw new Error(`${text} is no version`);
  return readHistory(parseChangelog(TEXT), version);
};

test("holds what is older than the version, newest first, and nothing of its own candidates", () => {
  expect(read("1.2.0").sections.map(({ version }) => version.text)).toEqual(["1.1.0", "1.1.0rc1"]);
  expect(read("1.1.0").sections).toEqual([]);
});

test("keeps subsections with their descriptions; leftovers have no title", () => {
  expect(read("1.2.0").sections[0]?.categories).toEqual([
    {
      title: "Features",
      groups: [
        { title: "Rigging", description: "Renewed the rigging.", texts: ["Rope", "Knot"] },
        { title: null, description: "", texts: ["Bell"] },
      ],
    },
    { title: "Fixes", groups: [{ title: null, description: "", texts: ["Leak"] }] },
  ]);
});

for (const [title, expected] of [
  ["Other Fixes", true],
  ["Miscellaneous", true],
  ["General", true],
  ["Generalised Sails", false],
  ["Rigging", false],
] as const)
  test(`“${title}” is ${expected ? "" : "not "}a heading of leftovers`, () => expect(isLeftoverTitle(title)).toBe(expected));
