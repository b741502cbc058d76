import { expect, test } from "vitest";
import { newestJobs } from "./newest-jobs";

const job = (id: bigint, name: string, attempt: number) => ({ id, name, attempt });
const JOBS = [job(5n, "e2e", 2), job(1n, "build", 1), job(2n, "e2e", 1), job(9n, "e2e", 3), job(8n, "publish", 3)];

test("a job that ran again replaces its older self, one that did not stays", () =>
  expect(newestJobs(JOBS).map(({ id }) => id)).toEqual([1n, 8n, 9n]));

test("an earlier attempt is as it was: a red one stays red after a green one", () => {
  expect(newestJobs(JOBS, 1).map(({ id }) => id)).toEqual([1n, 2n]);
  expect(newestJobs(JOBS, 2).map(({ id }) => id)).toEqual([1n, 5n]);
});

test("two jobs of one attempt that have one name both count", () =>
  expect(newestJobs([job(3n, "Test", 1), job(4n, "Test", 1)]).map(({ id }) => id)).toEqual([3n, 4n]));
