import { expect, test } from "vitest";
import { parseJobLog, searchLog } from "./job-log";

const LOG = [
  "\uFEFF2026-11-20T10:00:00.1234567Z ##[group]Run make test",
  "2026-11-20T10:00:00.2234567Z make test",
  "2026-11-20T10:00:00.3234567Z ##[endgroup]",
  "2026-11-20T10:00:01.0000000Z \u001b[31;1m2 tests failed\u001b[0m",
  "  a line that the runner broke",
  "2026-11-20T10:00:02.0000000Z ##[error]Process completed with exit code 1.",
  "2026-11-20T10:00:03.0000000Z ##[odd]stays as it is",
  "2026-11-20T10:00:03.0000000Z ",
  "",
].join("\r\n");

test("times, marks and colours are read; what is not known stays as it is", () => {
  expect(parseJobLog(LOG).map(({ number, at, kind, text }) => [number, at?.slice(11) ?? null, kind, text])).toEqual([
    [1, "10:00:00Z", "step", "Run make test"],
    [2, "10:00:00Z", "plain", "make test"],
    [4, "10:00:01Z", "plain", "2 tests failed"],
    [5, null, "plain", "  a line that the runner broke"],
    [6, "10:00:02Z", "error", "Process completed with exit code 1."],
    [7, "10:00:03Z", "plain", "##[odd]stays as it is"],
    [8, "10:00:03Z", "plain", ""],
  ]);
  expect(parseJobLog("")).toEqual([]);
});

test("words are found whatever their case, as words and not as a pattern", () => {
  const lines = parseJobLog(LOG);
  expect(searchLog(lines, "TESTS failed")).toEqual([2]);
  expect(searchLog(lines, " make ")).toEqual([0, 1]);
  expect(searchLog(lines, ".*")).toEqual([]);
  expect(searchLog(lines, " ")).toEqual([]);
});
