import { expect, test } from "vitest";
import { groupJobs } from "./group-jobs";

const group = (...names: string[]) =>
  groupJobs(names.map((name) => ({ name }))).map(({ name, cells }) => (cells ? [name, ...cells] : name));

test("a matrix stands together where its first job stood", () => {
  expect(group("lint", "test (3.12, ubuntu)", "docs", "test (3.13, ubuntu)", "call / e2e (arm64)", "call / e2e (amd64)")).toEqual([
    "lint",
    ["test", "3.12, ubuntu", "3.13, ubuntu"],
    "docs",
    ["call / e2e", "arm64", "amd64"],
  ]);
});

test("one job alone keeps its whole name, and no job is lost to another of a like name", () => {
  expect(group("build (release)", "lint")).toEqual(["build (release)", "lint"]);
  expect(group("test", "test (3.12)", "test (3.13)")).toEqual(["test", ["test", "3.12", "3.13"]]);
  expect(group("test (3.12)", "test", "test (3.13)")).toEqual([["test", "3.12", "3.13"], "test"]);
  expect(group("(odd)", "(odd) (1)", "(odd) (2)")).toEqual(["(odd)", ["(odd)", "1", "2"]]);
});
