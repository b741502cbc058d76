/** How the entries of a benched changelog are spread; the peer's board has the same lists. */
export const CATEGORIES = ["Features", "Improvements", "Fixes", "Documentation", "Dependencies", "Tests", "Build", "Miscellaneous"];
/** The first entry of each of the first categories stands in a subsection. */
export const GROUPED = CATEGORIES.slice(0, 3);

const SUBJECTS = "anchor ballast beacon bilge boom bridge buoy cabin cable cargo chart compass crane deck dock engine".split(" ");
const ACTS = ["Add", "Allow", "Fix", "Show", "Speed up", "Remove", "Rename", "Warn about"];

/** The words of the entry with a number; every fifth is long enough for a second line. */
export function entryText(number: number): string {
  const subject = SUBJECTS[number % SUBJECTS.length];
  const act = ACTS[Math.floor(number / SUBJECTS.length) % ACTS.length];
  const more =
    number % 5 === 0 ? " also where the harbor has more than one basin and the tide table of the year before is still in use" : "";
  return `${act} the ${subject} of berth ${number} in \`harbor.plan\`${more}`;
}

/** Two candidates and a final: half of the entries in each candidate, none twice. */
export function makeChangelog(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const half = Math.ceil(count / 2);
  return `# Changes\n\n${section("1.2.0rc2 (2026-02-01)", numbers.slice(half))}${section("1.2.0rc1 (2026-01-20)", numbers.slice(0, half))}${section("1.1.0 (2026-01-01)", [count])}`;
}

function section(heading: string, numbers: number[]): string {
  const categories = CATEGORIES.map((title, index) => {
    const own = numbers.filter((number) => number % CATEGORIES.length === index);
    const lines = own.map((number) => `* ${entryText(number)} ([#${number + 1}](https://github.example/bench/board/pull/${number + 1}))\n`);
    return own.length === 0 ? "" : `### ${title}\n${lines.join("")}\n`;
  });
  return `## ${heading}\n\n${categories.join("")}`;
}
