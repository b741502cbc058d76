import { expect, test } from "vitest";
import { compareVersions, isSameRelease, parseVersion } from "./version";

const read = (text: string) => {
  const version = parseVersion(text);
  if (!version) throw new Error(`${text} is no version`);
  return version;
};

for (const [text, release, type] of [
  ["26.2.0", "26.2.0", "final"],
  ["v26.2.0", "26.2.0", "final"],
  ["26.2.0rc1", "26.2.0", "release-candidate"],
  ["26.2.0-rc.1", "26.2.0", "release-candidate"],
  ["26.2.0.rc1", "26.2.0", "release-candidate"],
  ["0.6.6-preview", "0.6.6", "pre-release"],
  ["0.6.6-preview.3", "0.6.6", "pre-release"],
  ["1.0.0a2", "1.0.0", "pre-release"],
  ["1.0.0.dev0", "1.0.0", "pre-release"],
  ["1.2.3+meta", "1.2.3+meta", "final"],
  ["1.2", "1.2", "final"],
] as const)
  test(`A7 A8 reads ${text} as ${type} of ${release}`, () => expect(read(text)).toMatchObject({ release, type }));

for (const text of ["v1", "", "next", "1.2.3.4.5", "1..2", "-1.2", "1.2.3 final", "release/1.2.3", "1.2.3rc1rc2", "x".repeat(300)])
  test(`refuses ${JSON.stringify(text.slice(0, 20))}`, () => expect(parseVersion(text)).toBeNull());

test("orders stages and numbers by meaning", () => {
  const ordered = ["25.9.0", "26.2.0.dev0", "26.2.0a1", "26.2.0b1", "26.2.0rc2", "26.2.0rc10", "26.2.0", "26.2.1rc1"];
  const shuffled = [...ordered].reverse().map(read).sort(compareVersions);
  expect(shuffled.map((version) => version.text)).toEqual(ordered);
});

test("A35 the same major.minor.patch is the same release", () => {
  expect(isSameRelease(read("26.2.0rc1"), read("26.2.0"))).toBe(true);
  expect(isSameRelease(read("26.2"), read("26.2.0"))).toBe(true);
  expect(isSameRelease(read("26.2.1rc1"), read("26.2.0"))).toBe(false);
});
