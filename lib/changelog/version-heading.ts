import { parseVersion, type Version } from "@/lib/releases/version";

/** What a heading says about the version whose section it opens. */
export interface VersionHeading {
  /** Null for "Unreleased" and for a version Slipway cannot order, such as `2.0.0-canary.3`. */
  version: Version | null;
  /** The version as written without a leading `v`; "Unreleased" for the section of no version. */
  label: string;
  /** The package the heading names (`core` in `core@1.2.0`), else "". */
  packageName: string;
  /** The date as an ISO day and as written; null when there is none. */
  date: string | null;
  dateText: string | null;
}

const LONGEST = 600;
const UNRELEASED = /^(?:unreleased|upcoming|next)(?: (?:changes|release|version))?$/i;
const PREFIX = /^(?:version|release|v)$/i;
const NUMBERED = /^v?(\d{1,9}(?:\.\d{1,9}){1,3}(?:[-+._][0-9A-Za-z.+-]{1,60})?)$/i;
const PACKAGE = /^@?[\w./-]{1,80}$/;
const REMARK = /^(?:unreleased|yanked|tbd|lts|beta|alpha|released?|on)\b/i;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * Reads a heading such as `## [v26.2.0rc1](link) - 2026-02-13`, `Version 1.2 (March 3rd, 2026)`, `core@1.2.0 (date)`,
 * `2026-02-13, Version 26.2.0`. Null when its words do not begin with a version: "Upgrading to 2.0" is none.
 */
export function readVersionHeading(title: string): VersionHeading | null {
  if (title.length > LONGEST) return null;
  const plain = plainWords(title);
  const date = findDate(plain);
  if (UNRELEASED.test(plain)) return { version: null, label: "Unreleased", packageName: "", date: null, dateText: null };
  const words = plain.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const rest = [...words];
  if (date && date.at === 0 && words.length > 1) rest.splice(0, date.text.split(/\s+/).length);
  if (PREFIX.test(rest[0] ?? "") && rest.length > 1) rest.shift();
  const plainVersion = readVersion(rest[0]);
  if (plainVersion) {
    const after = plain.slice(plain.indexOf(rest[0] ?? "") + (rest[0] ?? "").length).trim();
    if (!/[,:]$/.test(rest[0] ?? "") && !isRemark(after)) return null;
    return { ...plainVersion, packageName: "", date: date?.iso ?? null, dateText: date?.text ?? null };
  }
  const named = splitPackage(rest);
  const version = named && readVersion(named.version);
  if (!named || !version || !isDateOrNothing(named.after, date)) return null;
  return { ...version, packageName: named.name, date: date?.iso ?? null, dateText: date?.text ?? null };
}

/** A title without brackets, link targets, tags, escapes and emphasis. */
function plainWords(title: string): string {
  let text = "";
  for (let at = 0; at < title.length; at++) {
    const character = title.charAt(at);
    const pair = title.slice(at, at + 2);
    if (pair === "](" || pair === "][") {
      const close = title.indexOf(pair === "](" ? ")" : "]", at + 2);
      if (close > 0) at = close;
    } else if (character === "<" && /[a-z/]/i.test(title.charAt(at + 1))) {
      const close = title.indexOf(">", at);
      if (close > 0) at = close;
    } else if (!"[]\\*`".includes(character)) text += character;
  }
  return text.trim();
}

function readVersion(word: string | undefined): Pick<VersionHeading, "version" | "label"> | null {
  const text = (word ?? "").replace(/^[("']/, "").replace(/[,:;)"']{1,3}$/, "");
  const match = NUMBERED.exec(text);
  return match?.[1] ? { version: parseVersion(text), label: match[1] } : null;
}

function splitPackage(words: string[]): { name: string; version: string; after: string } | null {
  const [first = "", second] = words;
  const at = first.lastIndexOf("@");
  if (at > 0) return { name: first.slice(0, at), version: first.slice(at + 1), after: words.slice(1).join(" ") };
  return second && PACKAGE.test(first) ? { name: first, version: second, after: words.slice(2).join(" ") } : null;
}

/** What may follow a version in its heading: nothing, a date, something in brackets, or words after a separator. */
function isRemark(after: string): boolean {
  return after === "" || /^[-–—:/,|("'@)]/.test(after) || findDate(after)?.at === 0 || REMARK.test(after);
}

function isDateOrNothing(after: string, date: { text: string } | null): boolean {
  const words = after.replace(/[()[\]]/g, "").trim();
  return words === "" || (date !== null && words === date.text) || /^["'“]/.test(words);
}

/** The first date in a heading: `2026-02-13`, `2026/2/13`, `13 February 2026`, `Feb 13th, 2026`. */
function findDate(text: string): { iso: string | null; text: string; at: number } | null {
  const numeric = /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text);
  if (numeric) {
    const [found, year, , month, day] = numeric;
    return { iso: toIso(Number(year), Number(month), Number(day)), text: found, at: numeric.index };
  }
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ ,-]{1,2}(\d{4})\b/i.exec(text);
  const monthFirst = /\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/i.exec(text);
  const [match, month, day] = dayFirst ? [dayFirst, dayFirst[2], dayFirst[1]] : [monthFirst, monthFirst?.[1], monthFirst?.[2]];
  const number = MONTHS.indexOf((month ?? "").slice(0, 3).toLowerCase()) + 1;
  if (!match || number === 0) return null;
  return { iso: toIso(Number(match[3]), number, Number(day)), text: match[0], at: match.index };
}

function toIso(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
