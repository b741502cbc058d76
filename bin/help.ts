const INTRODUCTION = `slipway: changelogs for releases, without losing a byte, and proofs of who decided

Usage
  slipway changelog check FILE...  [--json] [--version V | --all] [--strict] [--fix]
  slipway changelog render FILE
  slipway changelog consolidate FILE --version V  [--date D] [--ledger OUT.json]
  slipway changelog suggest FILE --version V  [--json]
  slipway changelog towncrier DIR --version V  [--date D] [--write]
  slipway changelog stats FILE  [--json]
  slipway decision verify RECORD --tag TAG  [--clone FOLDER]

A FILE of - is standard input. What is written to standard output is exactly the document.

Exit codes
  0  done
  1  the command line is wrong, a file cannot be read, or slipway broke down
  2  a check failed

“slipway AREA COMMAND --help” tells more about one command.
`;

const CHANGELOG: Record<string, string> = {
  check: `slipway changelog check FILE...  [--json] [--version V | --all] [--strict] [--fix] [--component NAME]...

Parses each file, renders it again and compares the bytes; tells its dialect; and reports what the linter finds.
Merge markers, an LFS pointer and UTF-16 are errors. What people wrote is only ever a warning or a hint.

  --json            one line per file: {file, lossless, dialect, markup, sections, problems}
                    and per problem {id, severity, line, column, message, fixable}
  --version V       look closely at the section of V instead of the newest release
  --all             look closely at every section, also those of past releases
  --strict          warnings fail as well
  --fix             put right what can be put right for certain, and write the file
  --component NAME  a part of the product that is no title for a subsection; may be repeated.
                    Without it: manager, agent, storage-proxy, webui, client, common

Exit code 2 when a file does not come back byte for byte or has an error.

Examples
  slipway changelog check CHANGELOG.md
  git show HEAD:CHANGELOG.md | slipway changelog check --json -
`,
  render: `slipway changelog render FILE

Parses a file and writes it again, unchanged, to standard output. Use it to convince yourself:
  slipway changelog render CHANGELOG.md | cmp - CHANGELOG.md
`,
  consolidate: `slipway changelog consolidate FILE --version V  [--date D] [--ledger OUT.json] [--category TITLE]...

Merges every candidate section of V (26.2.0rc1, 26.2.0-rc.2, …) and the section of V itself into one, by category,
and writes the new file to standard output. Every byte outside these sections stays.

Two entries are the same when they stand in the same category and end with the same references; without references,
when their words are the same. Of two the one of the newer version stays. Entries of one section are never merged.
Text that is no entry is carried. Consolidating twice changes nothing.

  --date D          the date of the section, year-month-day. Without it the one that stands there stays, and a section
                    that has to be made gets today's (in the time zone of TZ)
  --ledger OUT.json what became of every incoming entry: placed, merged into another (with both texts), or dropped with
                    the reason; and what a person should look at: the same references in two categories, or in an
                    earlier release
  --category TITLE  put the categories into this order; may be repeated

Exit code 2 when the ledger does not add up; then nothing is written.

Example
  slipway changelog consolidate CHANGELOG.md --version 26.2.0 --ledger ledger.json > new.md && mv new.md CHANGELOG.md
`,
  suggest: `slipway changelog suggest FILE --version V  [--json] [--pull-requests FACTS.json]

Consolidates V and proposes subsections for its categories: which entries belong together, under what title, with
a sentence that describes them. What fits nowhere stays under “Other …”, last. It learns from the earlier sections
of the same file, works without a network, and gives the same answer every time.

Writes the new file to standard output.
  --json                       write the proposal instead: {version, suggestions: [{category, title, description,
                               criterion, reason, entries}]}
  --pull-requests FACTS.json   what is known of the pull requests: {"8008": {"title": …, "labels": […], "paths": […],
                               "branch": …, "author": …}}; groups get better with it

Example
  slipway changelog suggest CHANGELOG.md --version 26.2.0 --json | jq '.suggestions[].title'
`,
  towncrier: `slipway changelog towncrier DIR --version V  [--date D] [--write]

Reads towncrier's settings (pyproject.toml or towncrier.toml) and news fragments in DIR and writes to standard output
what “towncrier build --draft” would show, without its first lines. No Python is needed. Custom Jinja templates are run
by an interpreter that generates no code, within limits; what it cannot run is an error that names the line.

  --date D   the date of the release, year-month-day; today without it
  --write    write the news file and delete the fragments, as “towncrier build --yes” does

Example
  slipway changelog towncrier . --version 26.2.0rc1 --date 2026-02-13
`,
  stats: `slipway changelog stats FILE  [--json]

Counts bytes, sections and entries, and measures how long parsing and rendering take (median of 21 runs each).

  --json   {bytes, sections, entries, parseMs, renderMs}
`,
};

const DECISION: Record<string, string> = {
  verify: `slipway decision verify RECORD --tag TAG  [--clone FOLDER]

Proves with a clone alone that a tag was made by a decision: that the tag leads to the commit that was voted on, that
its message names the record by its SHA-256, and that every GO that counted was bound to exactly these facts and rules.
RECORD is what the go/no-go room offers for download. No network and no Slipway are needed, only git.

  --tag TAG       the tag, as in v26.2.0
  --clone FOLDER  the clone it is in; without it the folder you are in

Exit code 2 when the tag is not proved by the record; what differs stands in the output.

Example
  slipway decision verify decision-26.2.0.json --tag v26.2.0
`,
};

const AREAS: Record<string, Record<string, string>> = { changelog: CHANGELOG, decision: DECISION };

/** What `slipway --help` prints. */
export const HELP = INTRODUCTION;

/** What `slipway AREA COMMAND --help` prints. */
export function helpFor(area: string, command: string): string {
  return AREAS[area]?.[command] ?? HELP;
}
