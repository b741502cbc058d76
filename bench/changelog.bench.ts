import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { marked } from "marked";
import { remark } from "remark";
import { consolidate } from "@/lib/changelog/consolidate";
import { parseChangelog, renderChangelog } from "@/lib/changelog/parse-changelog";
import { parseSection } from "@/lib/changelog/parse-section";
import { parseVersion } from "@/lib/releases/version";
import { type Goal, interleave, median, report } from "./measure";

const data = process.env.SLIPWAY_DATA ?? "";
const real = join(data, "seeds-projects/aegis/CHANGELOG.md");
const text = existsSync(real) ? readFileSync(real, "utf8") : generateChangelog(727_000);
console.log(existsSync(real) ? "On a real changelog of 727 KB." : "SLIPWAY_DATA is not set: on a generated changelog of 727 KB.");

// The short form is for CI: fewer rounds, the same goals.
const rounds = process.argv.includes("--short") ? 5 : 21;

const slipway = (source: string) => {
  const changelog = parseChangelog(source);
  for (const section of changelog.sections) parseSection(changelog, section);
  return renderChangelog(changelog);
};
const withMarked = (source: string) =>
  marked
    .lexer(source)
    .map(({ raw }) => raw)
    .join("");
const withRemark = (source: string) => String(remark().processSync(source));

const small = interleave(rounds, { slipway: () => slipway(text), marked: () => withMarked(text), remark: () => withRemark(text) });
const eightfold = text.repeat(8);
const large = interleave(rounds, { slipway: () => slipway(eightfold), marked: () => withMarked(eightfold) });
const tenfold = text.repeat(10);
const linear = interleave(21, {
  // Ten runs over a tenth: both make the same amount of garbage, so that the ratio is that of the work.
  tenRuns: () => {
    for (let run = 0; run < 10; run++) slipway(text);
  },
  tenTimes: () => slipway(tenfold),
});

const goals: Goal[] = [
  { name: "0.7 MB against marked", value: median(small.slipway) / median(small.marked), atMost: 1 },
  { name: "0.7 MB, times faster than remark", value: median(small.remark) / median(small.slipway), atLeast: 20 },
  { name: "5.8 MB against marked", value: median(large.slipway) / median(large.marked), atMost: 0.6 },
  { name: "ten times the bytes, times the time", value: (10 * median(linear.tenTimes)) / median(linear.tenRuns), atMost: 12 },
];

const [name, before] = existsSync(join(data, "cases/26.1.0/before.md"))
  ? ["26.1.0", readFileSync(join(data, "cases/26.1.0/before.md"), "utf8")]
  : ["1.100.0", generateChangelog(400_000)];
const version = parseVersion(name);
if (!version) throw new Error("a case is named after its version");
const changelog = parseChangelog(before);
const { consolidation } = interleave(rounds * 2, { consolidation: () => consolidate(changelog, version) });
goals.push({ name: `consolidation of ${name} after parse, milliseconds`, value: median(consolidation), atMost: 20 });

console.log(`same bytes: slipway ${slipway(text) === text}, marked ${withMarked(text) === text}, remark ${withRemark(text) === text}`);
report({ "0.7 MB": small, "5.8 MB": large, "0.7 and 7.3 MB": linear, consolidation: { slipway: consolidation } }, goals);

function generateChangelog(bytes: number): string {
  let generated = "# Changelog\n";
  for (let minor = 100; generated.length < bytes; minor--) {
    generated += `\n## [1.${minor}.0](https://github.example/o/r/compare/v1.${minor - 1}.0...v1.${minor}.0) (2026-01-01)\n\n\n### Bug Fixes\n\n`;
    for (let entry = 0; entry < 40; entry++)
      generated += `* **hull:** mend plank ${entry} of deck ${minor} ([#${minor * 40 + entry}](https://github.example/o/r/issues/${entry}))\n`;
  }
  return generated;
}
