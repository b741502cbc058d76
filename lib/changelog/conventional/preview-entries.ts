import { type ChangelogSection, DEFAULT_CHANGELOG_SECTIONS } from "./changelog-sections";
import type { RangeCommit } from "./commit";
import { type Change, listChanges } from "./parse-commit";
import { subjectOf } from "./read-subject";
import { type LinkTarget, renderChange, renderNote, repositoryUrl, sortKeyOf } from "./render-change";

export interface PreviewOptions {
  version: string;
  tag: string;
  /** Null for a first release; the heading then has no compare link. */
  previousTag: string | null;
  /** ISO day. */
  date: string;
  repository: LinkTarget;
  sections?: ChangelogSection[];
}

/** A change that the section will not show. */
export interface OmittedChange {
  sha: string;
  subject: string;
  /** `note-superseded`: it is listed, but only the last of its breaking-change notes is. */
  reason: "not-conventional" | "hidden-type" | "unknown-type" | "note-superseded";
}

export interface EntriesPreview {
  /** The section from its heading to its last bullet, without a final line end. */
  text: string;
  entryCount: number;
  omitted: OmittedChange[];
}

const BREAKING_TITLE = "⚠ BREAKING CHANGES";
const COLLATOR = new Intl.Collator("en");

/**
 * The section Release Please would write for a range (newest first). It cancels no reverts: a commit and its
 * `revert:` are both listed, and git's own `Revert "…"` is not read.
 */
export function previewEntries(commits: RangeCommit[], options: PreviewOptions): EntriesPreview {
  const sections = options.sections ?? DEFAULT_CHANGELOG_SECTIONS;
  const changes = commits.flatMap(listChanges);
  const listed = changes.filter((change) => omissionOf(change, sections) === null);
  const notes = listed.flatMap((change) => {
    const note = change.breakingNotes.at(-1) ?? (change.isBreaking ? change.description : null);
    return note === null ? [] : [renderNote(change.scope, note, options.repository)];
  });
  const groups = groupByTitle(listed, sections).map(([title, group]) => renderGroup(title, group, options.repository));
  const breaking = notes.length > 0 ? `### ${BREAKING_TITLE}\n\n${notes.join("\n")}\n\n` : "";
  const text = `${renderHeading(options)}\n\n\n${breaking}${groups.join("\n\n\n")}`.trim();
  return { text, entryCount: listed.length, omitted: listOmitted(changes, sections) };
}

/** `## [1.2.0](…/compare/v1.1.0...v1.2.0) (2026-01-31)`, the heading Release Please writes. */
export function renderHeading({ version, tag, previousTag, date, repository }: Omit<PreviewOptions, "sections">): string {
  if (previousTag === null) return `## ${version} (${date})`;
  return `## [${version}](${repositoryUrl(repository)}/compare/${previousTag}...${tag}) (${date})`;
}

function omissionOf(change: Change, sections: ChangelogSection[]): OmittedChange["reason"] | null {
  if (change.type === null) return "not-conventional";
  if (change.isBreaking || change.releaseAs !== null) return null;
  const section = sections.find(({ type }) => type === change.type);
  if (!section) return "unknown-type";
  return section.hidden ? "hidden-type" : null;
}

function listOmitted(changes: Change[], sections: ChangelogSection[]): OmittedChange[] {
  return changes.flatMap((change) => {
    const reason = omissionOf(change, sections) ?? (change.breakingNotes.length > 1 ? "note-superseded" : null);
    return reason ? [{ sha: change.sha, subject: subjectOf(change), reason }] : [];
  });
}

/** In the order of the sections; a type without a section stands under its own name, first. */
function groupByTitle(changes: Change[], sections: ChangelogSection[]): [string, Change[]][] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const title = sections.find(({ type }) => type === change.type)?.section ?? change.type ?? "";
    const group = groups.get(title);
    if (group) group.push(change);
    else groups.set(title, [change]);
  }
  const rank = (title: string) => sections.findIndex(({ section }) => section === title);
  return [...groups].sort(([a], [b]) => rank(a) - rank(b));
}

function renderGroup(title: string, changes: Change[], repository: LinkTarget): string {
  const bullets = changes
    .map((change) => ({ key: sortKeyOf(change, repository), line: renderChange(change, repository) }))
    .sort((a, b) => COLLATOR.compare(a.key, b.key))
    .map(({ line }) => line);
  return `### ${title}\n\n${bullets.join("\n")}`;
}
