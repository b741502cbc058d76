/**
 * How long suggestions take for sections of several sizes, with random words over 2,000 earlier entries: measuring, its
 * longest step, the first proposal, and one more after a decision. Milliseconds.
 *
 *   npm run bench -- grouping-speed
 */
import { measureSimilarities, type Similarities } from "@/lib/changelog/suggest/measure-similarities";
import { proposeGroups } from "@/lib/changelog/suggest/propose-groups";
import type { SuggestionInput } from "@/lib/changelog/suggest/suggestion-input";
import { parseVersion } from "@/lib/releases/version";
import { report } from "./measure";

const WORDS =
  "anchor ballast beacon bilge boom bridge buoy cabin cable cargo chart compass crew deck dock engine flag galley gauge hatch helm hull keel ladder lantern lock log mast net oar port pump radar rail reef rope rudder sail sonar tide valve winch".split(
    " ",
  );
const VERBS = ["Add", "Fix", "Improve", "Remove", "Rename"];
let seed = 7;
let slowest = 0;

for (const [entries, words] of [
  [400, 12],
  [400, 12],
  [2_000, 12],
  [5_000, 12],
  [400, 1_500],
] as const) {
  const started = performance.now();
  const { similarities, longest } = measure(makeInput(entries, words));
  const measured = performance.now();
  const { suggestions } = proposeGroups(similarities);
  const proposed = performance.now();
  proposeGroups(similarities, [{ type: "merge", entryIds: suggestions.slice(0, 2).flatMap(({ entryIds }) => entryIds) }]);
  const again = performance.now();
  const cells = [measured - started, longest, proposed - measured, again - proposed].map((ms) => Math.round(ms));
  if (entries === 400 && words === 12) slowest = Math.max(slowest, proposed - started);
  console.log(
    `${entries} entries of ${words} words: measure ${cells[0]} (longest step ${cells[1]}), propose ${cells[2]}, again ${cells[3]}`,
  );
}
report({}, [{ name: "400 entries over 2,000 earlier ones, milliseconds", value: slowest, atMost: 2_000 }]);

function measure(input: SuggestionInput): { similarities: Similarities; longest: number } {
  const work = measureSimilarities(input);
  let longest = 0;
  for (;;) {
    const started = performance.now();
    const step = work.next();
    longest = Math.max(longest, performance.now() - started);
    if (step.done) return { similarities: step.value, longest };
  }
}

function makeInput(count: number, words: number): SuggestionInput {
  const texts = (n: number, length: number) => Array.from({ length: n }, () => makeText(length));
  const version = parseVersion("1.0.0");
  const groups = Array.from({ length: 200 }, (_, i) => ({
    title: `${pick(WORDS)} ${pick(WORDS)} ${i}`,
    description: "",
    texts: texts(10, 12),
  }));
  return {
    categories: [
      {
        id: "c",
        title: "Features",
        entries: texts(count, words).map((text, i) => ({ id: `e${i}`, text, references: [`#${1_000 + 3 * i}`] })),
      },
    ],
    history: { sections: version ? [{ version, categories: [{ title: "Features", groups }] }] : [] },
  };
}

function makeText(length: number): string {
  return `${pick(VERBS)} ${Array.from({ length }, () => (next() % 5 === 0 ? "the" : pick(WORDS))).join(" ")}`;
}

function pick(from: string[]): string {
  return from[next() % from.length] ?? "";
}

/** A fixed sequence, so that two runs measure the same work. */
function next(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed >>> 8;
}
