import { readFooter } from "./read-footers";
import { KNOWN_TYPES, readSubject } from "./read-subject";

const BEGIN_OVERRIDE = "BEGIN_COMMIT_OVERRIDE";
const END_OVERRIDE = "END_COMMIT_OVERRIDE";
const BEGIN_NESTED = "BEGIN_NESTED_COMMIT";
const END_NESTED = "END_NESTED_COMMIT";

/**
 * Divides a message into the commits it carries, the commit itself first (Release Please: override block,
 * nested blocks, and further conventional commits at the bottom). Line ends become LF.
 */
export function splitMessage(message: string, pullRequestBody = ""): string[] {
  const text = toLineFeeds(message);
  const { outer, nested } = takeNestedBlocks(readOverride(toLineFeeds(pullRequestBody)) ?? readOverride(text) ?? text);
  return [outer, ...nested].flatMap(splitAtSubjects).filter((part) => part.trim() !== "");
}

function toLineFeeds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : text;
}

function readOverride(text: string): string | null {
  const begin = text.indexOf(BEGIN_OVERRIDE);
  if (begin < 0) return null;
  const from = begin + BEGIN_OVERRIDE.length;
  const end = text.indexOf(END_OVERRIDE, from);
  return text.slice(from, end < 0 ? text.length : end).trim() || null;
}

function takeNestedBlocks(text: string): { outer: string; nested: string[] } {
  const outer: string[] = [];
  const nested: string[] = [];
  let from = 0;
  for (;;) {
    const begin = text.indexOf(BEGIN_NESTED, from);
    if (begin < 0) break;
    outer.push(text.slice(from, begin));
    const end = text.indexOf(END_NESTED, begin);
    nested.push(text.slice(begin + BEGIN_NESTED.length, end < 0 ? text.length : end).trim());
    from = end < 0 ? text.length : end + END_NESTED.length;
  }
  outer.push(text.slice(from));
  return { outer: outer.join("").trim(), nested: nested.filter((block) => block !== "") };
}

/** A further commit starts with its own paragraph, or right under a line that is itself a commit or a footer. */
function splitAtSubjects(text: string): string[] {
  const starts = [0];
  let at = text.indexOf("\n") + 1;
  let maySubjectFollow = readSubject(text.slice(0, Math.max(0, at - 1))) !== null;
  while (at > 0 && at < text.length) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end);
    const isBlank = line.trim() === "";
    const startsCommit = maySubjectFollow && isFurtherSubject(line);
    if (startsCommit) starts.push(at);
    maySubjectFollow = isBlank || startsCommit || (maySubjectFollow && (/^[ \t]/.test(line) || readFooter(line) !== null));
    at = end < 0 ? 0 : end + 1;
  }
  return starts.map((start, index) => {
    const part = text.slice(start, starts[index + 1] ?? text.length);
    return index === 0 ? part : withoutIndent(part);
  });
}

/** The footers of a further commit may stand indented under its subject. */
function withoutIndent(part: string): string {
  const body = part.indexOf("\n") + 1;
  return body > 0 && /[ \t]/.test(part.charAt(body)) ? part.replace(/^[ \t]+/gm, "") : part;
}

function isFurtherSubject(line: string): boolean {
  const colon = line.indexOf(":");
  const type = KNOWN_TYPES.find((known) => line.startsWith(known) && "(!:".includes(line.charAt(known.length) || " "));
  return type !== undefined && line.charAt(colon + 1) === " " && readSubject(line) !== null;
}
