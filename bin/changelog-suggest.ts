import { z } from "zod";
import { consolidate } from "@/lib/changelog/consolidate";
import { decodeFile, encodeFile } from "@/lib/changelog/encoding";
import type { Notes } from "@/lib/changelog/notes";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { renderNotes } from "@/lib/changelog/render-notes";
import { applySuggestions } from "@/lib/changelog/suggest/apply-suggestions";
import type { Proposal } from "@/lib/changelog/suggest/suggestion";
import type { PullRequestFacts } from "@/lib/changelog/suggest/suggestion-input";
import { AppError } from "@/lib/errors/app-error";
import { requireSection } from "./changelog-consolidate";
import { EXIT } from "./exit";
import { readArguments, requireVersion } from "./read-arguments";
import { nameOf, readFile, writeOut } from "./read-file";
import { suggestInThread } from "./suggest-in-thread";
import { today } from "./today";

const OPTIONS = { version: { type: "string" }, json: { type: "boolean" }, "pull-requests": { type: "string" } } as const;

/** `changelog suggest FILE --version V`: the file with proposed subsections, or the proposal as JSON. */
export async function suggestForFile(args: string[]): Promise<number> {
  const { operand, values } = readArguments(args, OPTIONS, { name: "FILE" });
  const version = requireVersion(values.version);
  const pullRequests = values["pull-requests"] === undefined ? {} : readPullRequests(values["pull-requests"]);
  const { text, encoding } = decodeFile(readFile(operand));
  const changelog = parseChangelog(text, operand);
  requireSection(changelog, version, operand);
  const { notes } = consolidate(changelog, version);
  const proposal = await suggestInThread({ text, path: operand, version: version.text, pullRequests }, showProgress());
  for (const notice of proposal.notices) process.stderr.write(`slipway: ${notice}\n`);
  if (values.json) await writeOut(`${JSON.stringify({ version: version.text, ...toJson(proposal, notes) }, null, 2)}\n`);
  else {
    const rendered = renderNotes(changelog, version, applySuggestions(notes, proposal.suggestions), today()) ?? text;
    await writeOut(encodeFile({ text: rendered, encoding }));
  }
  return EXIT.ok;
}

function toJson({ suggestions, notices }: Proposal, notes: Notes) {
  return {
    suggestions: suggestions.map(({ categoryId, entryIds, reason, subsectionId: _, ...suggestion }) => ({
      ...suggestion,
      category: notes.categories.find(({ id }) => id === categoryId)?.title ?? null,
      reason: reason.sentence,
      facts: reason.facts,
      entries: entryIds.map((id) => notes.entries[id]?.raw ?? ""),
    })),
    notices,
  };
}

const texts = z.array(z.string()).optional();
const text = z.string().optional();
const pullRequestsSchema = z.record(
  z.string(),
  z.object({ title: text, labels: texts, paths: texts, branch: text, author: text, linkedIssues: texts, scope: text }),
);

/** Reads what is known of pull requests, by their number. */
function readPullRequests(path: string): Record<string, PullRequestFacts> {
  const { text: content } = decodeFile(readFile(path));
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    throw new AppError("invalid", `${nameOf(path)}: this is no JSON: ${error instanceof Error ? error.message : error}.`);
  }
  const read = pullRequestsSchema.safeParse(json);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new AppError("invalid", `${nameOf(path)}: ${issue?.path.join(".")}: ${issue?.message}. Expected {"8008": {"title": "…"}}.`);
  }
  return read.data;
}

/** One line that is written over, only where a person watches. */
function showProgress(): (progress: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (progress) => process.stderr.write(progress < 1 ? `\rComparing entries: ${Math.floor(progress * 100)} %` : "\r\u001b[K");
}
