import { Fragment } from "react";
import { countEntries } from "@/lib/changelog/describe-operation";
import { summariseNotes } from "@/lib/changelog/summarise-notes";
import { parseVersion, VERSION_TYPE_WORDS } from "@/lib/releases/version";
import type { Draft } from "./use-draft";

/** What is about to be written, in the words of a release announcement (A69). */
export function listSummary(draft: Draft): [name: string, value: string][] {
  const { entries, categories, subsections, merged } = summariseNotes(draft.notes, draft.ledger);
  const version = parseVersion(draft.version);
  return [
    ["Version", draft.version],
    ["Branch", draft.branch],
    ["Type", version ? VERSION_TYPE_WORDS[version.type] : "unknown"],
    ["Notes", `${countEntries(entries)} across ${categories} ${categories === 1 ? "category" : "categories"}, ${subsections} subsections`],
    ["Merged", merged.length > 0 ? merged.join(", ") : "no candidates"],
  ];
}

export function CommitSummary({ draft }: { draft: Draft }) {
  return (
    <dl aria-label="Summary" className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 rounded-sm bg-sunken px-3 py-2">
      {listSummary(draft).map(([name, value]) => (
        <Fragment key={name}>
          <dt className="text-ink-3">{name}</dt>
          <dd className="break-words">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
