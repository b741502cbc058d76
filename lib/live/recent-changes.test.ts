import { expect, test } from "vitest";
import type { Change } from "./announce";
import { keepRecentChanges } from "./recent-changes";

const change = (repositoryId: string, topic: Change["topic"] = "runs"): Change => ({ repositoryId, topic });

test("what was announced after an id is known, each thing once; after the latest there is nothing", () => {
  const recent = keepRecentChanges();
  const start = recent.latest();
  const first = recent.add([change("a")]);
  recent.add([change("b"), change("a")]);
  const last = recent.add([change("a", "draft"), change("b")]);
  expect(recent.since(start)).toEqual([change("a"), change("b"), change("a", "draft")]);
  expect(recent.since(first)).toEqual([change("b"), change("a"), change("a", "draft")]);
  expect(recent.since(last)).toEqual([]);
  expect(recent.latest()).toBe(last);
});

test("the thousandth notice before the latest is known, the one before it is not", () => {
  const recent = keepRecentChanges();
  const ids = [recent.latest(), ...Array.from({ length: 1_001 }, (_, index) => recent.add([change(String(index))]))];
  expect(recent.since(ids[0] ?? "")).toBeNull();
  expect(recent.since(ids[1] ?? "")).toHaveLength(1_000);
});

test("ids of another process, of before something was missed, and of nobody are unknown", () => {
  const recent = keepRecentChanges();
  const before = recent.add([change("a")]);
  recent.forget();
  const now = recent.latest();
  const later = recent.add([change("b")]);
  expect(recent.since(now)).toEqual([change("b")]);
  const era = now.split("-")[0];
  for (const id of [
    before,
    keepRecentChanges().latest(),
    "",
    "-",
    "-1",
    `${era}-`,
    `${era}-x`,
    `${era}-2`,
    `${era}--1`,
    `${era}-0.5`,
    `${later} `,
  ])
    expect(recent.since(id), id).toBeNull();
});
