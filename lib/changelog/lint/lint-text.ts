import { linesOf } from "@/lib/changelog/lines";
import type { Changelog } from "@/lib/changelog/parse-changelog";
import type { Problem } from "@/lib/changelog/problem";

/** Characters that change the direction of text or hide in it (CVE-2021-42574, "Trojan Source"). */
const HIDDEN = new RegExp(`[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\u2060\\ufeff${String.fromCharCode(0)}]`, "g");
const MERGE_MARKER = /^(?:<{7} |={7}$|>{7} |\|{7} )/;
const MOST_OF_ONE_KIND = 20;

/** What is wrong with the text as such, whoever wrote it: leftovers of a merge, hidden characters, open fences. */
export function lintText(changelog: Changelog): Problem[] {
  const { text, unclosedAt } = changelog;
  const problems: Problem[] = [];
  if (text.startsWith("version https://git-lfs.github.com/spec/"))
    problems.push({
      id: "lfs-pointer",
      severity: "error",
      start: 0,
      end: Math.min(text.length, 45),
      message: "This is a Git LFS pointer, not the changelog itself. Keep the changelog out of LFS, or fetch it with “git lfs pull”.",
    });
  problems.push(...findMergeMarkers(text).slice(0, MOST_OF_ONE_KIND), ...findHidden(text).slice(0, MOST_OF_ONE_KIND));
  if (unclosedAt !== null)
    problems.push({
      id: "unclosed-block",
      severity: "warning",
      start: unclosedAt,
      end: Math.min(text.length, unclosedAt + 3),
      message: "This code fence or comment is never closed, so everything after it belongs to it. Close it.",
    });
  return problems;
}

/** Only in company: `=======` alone is an underline, after `<<<<<<< ` it is what git leaves behind. */
function findMergeMarkers(text: string): Problem[] {
  if (!text.includes("<<<<<<< ") || !text.includes(">>>>>>> ")) return [];
  return [...linesOf(text)]
    .filter(({ start, end }) => MERGE_MARKER.test(text.slice(start, Math.min(end, start + 12))))
    .map(({ start, end }) => ({
      id: "merge-marker",
      severity: "error",
      start,
      end,
      message: "A merge was not finished here. Keep one of the two sides and delete the markers.",
    }));
}

function findHidden(text: string): Problem[] {
  const found: Problem[] = [];
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index === 0 && match[0] === "\ufeff") continue;
    const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    found.push({
      id: "hidden-character",
      severity: "warning",
      start: match.index,
      end: match.index + 1,
      message: `The invisible character U+${code} stands here; it can make text read differently from what it is. Delete it unless it is meant.`,
      fix: { start: match.index, end: match.index + 1, text: "" },
    });
    if (found.length > MOST_OF_ONE_KIND) break;
  }
  return found;
}
