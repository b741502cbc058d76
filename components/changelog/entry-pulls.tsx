import { Chip } from "@/components/ui/chip";
import type { Entry } from "@/lib/changelog/notes";
import { type DraftPulls, numbersOf, type ReferencedPull } from "@/lib/changelog/referenced-pull";

/** Files that are listed of each. */
const MOST_PATHS = 6;

/** The pull requests and issues an entry names, as GitHub tells of them: to compare the words with, not to change. */
export function EntryPulls({ entry, pulls }: { entry: Entry; pulls: DraftPulls | null }) {
  const numbers = numbersOf(entry);
  const named = (pulls?.pulls ?? []).filter(({ number, kind }) => kind !== "missing" && numbers.includes(number));
  if (named.length === 0) return null;
  return (
    <section aria-label="What it names on GitHub" className="grid gap-2">
      <h3 className="text-xs text-ink-3">What it names on GitHub</h3>
      {named.map((pull) => (
        <PullFacts key={pull.number} pull={pull} />
      ))}
    </section>
  );
}

function PullFacts({ pull: { number, kind, title, author, url, labels, paths, closes } }: { pull: ReferencedPull }) {
  return (
    <div data-pull={number} className="grid gap-1 rounded-sm bg-sunken px-3 py-2">
      <p className="break-words">
        <a href={url} target="_blank" rel="noreferrer noopener" className="text-accent underline">
          {kind === "issue" ? "Issue" : "Pull request"} #{number}
        </a>
        : {title}, by {author}
        {closes.length > 0 && `, closes ${closes.join(", ")}`}
      </p>
      {labels.length > 0 && (
        <ul aria-label={`Labels of #${number}`} className="flex flex-wrap gap-1">
          {labels.map((label) => (
            <li key={label}>
              <Chip>{label}</Chip>
            </li>
          ))}
        </ul>
      )}
      {paths.length > 0 && (
        <p className="font-mono text-xs break-all text-ink-2">
          {paths.slice(0, MOST_PATHS).join(" ")}
          {paths.length > MOST_PATHS && ` and ${paths.length - MOST_PATHS} more`}
        </p>
      )}
    </div>
  );
}
