import { expect, test } from "vitest";
import { describeMissingPulls } from "./describe-pulls";
import type { ReferencedPull } from "./referenced-pull";

const pull = (kind: ReferencedPull["kind"]): ReferencedPull => ({
  number: 1,
  kind,
  title: "",
  author: "",
  url: "",
  branch: "",
  labels: [],
  paths: [],
  closes: [],
});

for (const [name, pulls, expected] of [
  ["nothing when all is known", { pulls: [pull("pull"), pull("missing")], unread: 0, problem: null }, null],
  ["nothing when no entry names a pull request", { pulls: [], unread: 0, problem: null }, null],
  [
    "that they are being read",
    { pulls: [], unread: 12, problem: null },
    "Reading 12 pull requests from GitHub. Until then suggestions come from the file alone, and rules by label and path wait.",
  ],
  [
    "what is known of one more",
    { pulls: [pull("pull"), pull("issue")], unread: 1, problem: null },
    "Reading 1 pull request from GitHub. Until then suggestions come from the file and the 2 pull requests read so far, and rules by label and path wait.",
  ],
  [
    "a failure, and that it is tried again",
    { pulls: [], unread: 3, problem: "GitHub did not answer." },
    "GitHub did not answer. Slipway asks again by itself. Until then suggestions come from the file alone, and rules by label and path wait.",
  ],
  [
    "that GitHub knows none",
    { pulls: [pull("missing")], unread: 0, problem: null },
    "GitHub knows none of the pull requests that these entries name. Suggestions come from the file alone, and rules by label and path find nothing.",
  ],
] as const)
  test(`tells ${name}`, () => expect(describeMissingPulls({ ...pulls, pulls: [...pulls.pulls] })).toBe(expected));
