import type { ConventionalCommit } from "./commit";
import type { Change } from "./parse-commit";

/** Where links of a changelog lead; any GitHub host. */
export interface LinkTarget {
  /** `https://github.com`, without a slash at the end. */
  host: string;
  owner: string;
  name: string;
}

const SHORT_SHA = 7;
const MENTION = /\B@([a-z0-9](?:-?[a-z0-9/]){0,38})/g;

/** The address of a repository, without a slash at the end. */
export function repositoryUrl({ host, owner, name }: LinkTarget): string {
  return `${host}/${owner}/${name}`;
}

/** One bullet as Release Please writes it: scope, linked subject, commit link, issues closed by footers. */
export function renderChange(change: Change, target: LinkTarget): string {
  const url = repositoryUrl(target);
  const named = new Set([...change.description.matchAll(/#(\d+)/g)].map(([, number]) => number));
  const closed = footerReferences(change).filter((number) => !named.has(number));
  const links = closed.map((number) => ` [#${number}](${url}/issues/${number})`).join("");
  const commit = `([${change.sha.slice(0, SHORT_SHA)}](${url}/commit/${change.sha}))`;
  return `* ${scopePrefix(change.scope)}${linkSubject(change.description, target)} ${commit}${links ? `, closes${links}` : ""}`;
}

/** One bullet of the breaking-changes block. */
export function renderNote(scope: string | null, note: string, target: LinkTarget): string {
  const linked = foldNote(note).replace(/\(#(\d+)\)/, (_, number) => `([#${number}](${repositoryUrl(target)}/issues/${number}))`);
  return `* ${scopePrefix(scope)}${linked}`;
}

/** What bullets are sorted by: the scope and the linked subject, joined. */
export function sortKeyOf({ scope, description }: ConventionalCommit, target: LinkTarget): string {
  return `${visibleScope(scope)}${linkSubject(description, target)}`;
}

function visibleScope(scope: string | null): string {
  return scope === null || scope === "*" ? "" : scope;
}

function scopePrefix(scope: string | null): string {
  return visibleScope(scope) && `**${scope}:** `;
}

/** Only the first of each angle bracket is escaped; so does Release Please. */
function linkSubject(subject: string, target: LinkTarget): string {
  const url = repositoryUrl(target);
  return subject
    .replace("<", "&lt;")
    .replace(">", "&gt;")
    .replace(/#(\d+)/g, (_, number) => `[#${number}](${url}/issues/${number})`)
    .replace(MENTION, (mention, user: string) => (user.includes("/") ? mention : `[@${user}](${target.host}/${user})`));
}

/** The numbers of footers such as `Closes #1` and `Refs: #1`; a footer that names several counts for none. */
function footerReferences({ footers }: ConventionalCommit): string[] {
  return footers.flatMap(({ separator, value }) => {
    const number = separator === "#" ? value : value.startsWith("#") ? value.slice(1) : "";
    return /^\d{1,10}$/.test(number) ? [number] : [];
  });
}

/** Joins a note's lines; from the first bullet or fourth-level heading on they stay lines, indented. */
function foldNote(note: string): string {
  const lines = note.split("\n");
  const listFrom = lines.findIndex((line, index) => index > 0 && /^(?:#### |[*-] )/.test(line));
  const head = (listFrom < 0 ? lines : lines.slice(0, listFrom)).join(" ").trim();
  return listFrom < 0 ? head : [head, ...lines.slice(listFrom).map((line) => `    ${line}`)].join("\n").trim();
}
