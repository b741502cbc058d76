import type { Stage, Version } from "@/lib/releases/version";
import type { Bump, PrereleasePolicy } from "./version-suggestion";

const STAGES: Stage[] = ["dev", "alpha", "beta", "preview", "rc"];
const SPELLED = /^\d+(?:\.\d+)*([-_.]?)([A-Za-z]+)([-_.]?)(\d*)/;
/** PEP 440 knows no preview; it is published as a development release (B77). */
const PEP440_LABELS: Record<Stage, string> = { dev: ".dev", preview: ".dev", alpha: "a", beta: "b", rc: "rc" };

/**
 * The version that follows `current`. From a prerelease the target stays while it already covers the bump:
 * `1.2.0-rc.1` and a fix or a feature lead to `1.2.0`, a breaking change to `2.0.0`.
 */
export function nextVersion(current: Version, bump: Exclude<Bump, "none">, prerelease: PrereleasePolicy | null): string {
  const isCovered = current.stage !== null && coversBump(current.numbers, bump);
  const target = isCovered ? padded(current.numbers) : bumpNumbers(current.numbers, bump);
  if (!prerelease) return target.join(".");
  if (!isCovered || current.stage === null) return firstOf(target, prerelease);
  if (STAGES.indexOf(prerelease.stage) > STAGES.indexOf(current.stage)) return firstOf(target, prerelease);
  return prerelease.numbering === "never" ? firstOf(bumpNumbers(current.numbers, bump), prerelease) : numberedAfter(current, target);
}

/** True when the stage asked for lies before the one the current version has already reached. */
export function isStageBehind(current: Version, prerelease: PrereleasePolicy | null): boolean {
  return prerelease !== null && current.stage !== null && STAGES.indexOf(prerelease.stage) < STAGES.indexOf(current.stage);
}

/** Raises one number and sets those after it to zero; numbers before the third are added when missing. */
export function bumpNumbers(numbers: number[], bump: Exclude<Bump, "none">): number[] {
  const place = { major: 0, minor: 1, patch: 2 }[bump];
  return padded(numbers).map((number, index) => (index < place ? number : index === place ? number + 1 : 0));
}

function coversBump(numbers: number[], bump: Exclude<Bump, "none">): boolean {
  const place = { major: 0, minor: 1, patch: 2 }[bump];
  return padded(numbers)
    .slice(place + 1)
    .every((number) => number === 0);
}

function padded(numbers: number[]): number[] {
  return [...numbers, ...[0, 0, 0].slice(numbers.length)];
}

function firstOf(target: number[], { stage, numbering, spelling }: PrereleasePolicy): string {
  const isNumbered = numbering === "always";
  if (spelling === "semver") return `${target.join(".")}-${stage}${isNumbered ? ".1" : ""}`;
  return `${target.join(".")}${PEP440_LABELS[stage]}${isNumbered ? "1" : "0"}`;
}

/** The next number of the current stage in the current spelling; leading zeros stay (`beta01` → `beta02`). */
function numberedAfter(current: Version, target: number[]): string {
  const [, before = "-", label = "", between = "", digits = ""] = SPELLED.exec(current.text) ?? [];
  const number = digits === "" ? "1" : String(Number(digits) + 1).padStart(digits.length, "0");
  const separator = digits === "" && before === "-" ? "." : between;
  return `${target.join(".")}${before}${label}${separator}${number}`;
}
