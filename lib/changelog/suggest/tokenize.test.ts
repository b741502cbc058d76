import { expect, test } from "vitest";
import { splitIdentifier, tokenize } from "./tokenize";

const words = (text: string) => tokenize(text).map(({ word }) => word);

for (const [text, expected] of [
  ["Add a rudder lock.", ["Add", "a", "rudder", "lock"]],
  ["Rename `rudder_lock` to `RudderLock`", ["Rename", "rudder", "lock", "to", "Rudder", "Lock"]],
  ["Support `--dry-run`", ["Support", "dry", "run"]],
  ["See [the guide](https://example.org/a/b) first", ["See", "the", "guide", "first"]],
  ["fix(hull): seal it", ["fix", "hull", "seal", "it"]],
  ["⚓️ 🚢 new anchor 🎉", ["new", "anchor"]],
  ["舵を直す", ["舵を", "を直", "直す"]],
  ["Größe der Crème", ["Größe", "der", "Crème"]],
  ["", []],
  ["*** --- ```", []],
] as const)
  test(`reads “${text}”`, () => expect(words(text)).toEqual(expected));

for (const [name, parts] of [
  ["ScalingGroup", ["Scaling", "Group"]],
  ["HTTPServer", ["HTTP", "Server"]],
  ["GraphQL", ["GraphQL"]],
  ["OpenAPI", ["OpenAPI"]],
  ["VFolder", ["VFolder"]],
  ["session_id", ["session", "id"]],
  ["storage-proxy", ["storage", "proxy"]],
  ["src/hull/keel.ts", ["src", "hull", "keel", "ts"]],
] as const)
  test(`splits ${name} into ${parts.join(", ")}`, () => expect(splitIdentifier(name)).toEqual(parts));

test("no phrase crosses punctuation", () => {
  expect(tokenize("anchor, chain").map(({ isAfterBreak }) => isAfterBreak)).toEqual([false, true]);
  expect(tokenize("anchor chain").map(({ isAfterBreak }) => isAfterBreak)).toEqual([false, false]);
});

test("tells identifiers from words", () => {
  const code = tokenize("Let `crew` read RudderLock and rudder_lock from well-known docs").filter(({ isCode }) => isCode);
  expect(code.map(({ word }) => word)).toEqual(["crew", "Rudder", "Lock", "rudder", "lock"]);
});

test("a word knows where its run stands in the text", () => {
  const text = "Add `RudderLock` now";
  const [, rudder, lock] = tokenize(text);
  expect(text.slice(rudder?.start, rudder?.end)).toBe("RudderLock");
  expect(lock?.run).toBe(rudder?.run);
});

test("reads the beginning of a text of any length", () => {
  for (const piece of ["a", "a ", "A", "_", "`", "](", "漢", "🚢", "aB"]) {
    const tokens = tokenize(piece.repeat(200_000));
    expect(tokens.length).toBeLessThanOrEqual(2_000);
  }
});
