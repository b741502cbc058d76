import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import { countEntries } from "@/lib/changelog/describe-operation";
import type { Notes } from "@/lib/changelog/notes";
import type { Suggestion } from "@/lib/changelog/suggest/suggestion";
import { DragGrip } from "./drag-grip";
import { MergeMenu } from "./merge-menu";
import { ReasonText } from "./reason-text";

/** What a person can answer to one suggestion. */
export interface CardActs {
  accept: (suggestion: Suggestion) => void;
  refuse: (suggestion: Suggestion) => void;
  merge: (suggestion: Suggestion, other: Suggestion) => void;
  takeOut: (suggestion: Suggestion, entryId: string) => void;
  /** Opens "always put …", for the suggestion or for one of its entries. */
  remember: (suggestion: Suggestion, entryId: string | null) => void;
}

interface CardProps {
  suggestion: Suggestion;
  notes: Notes;
  merges: Suggestion[];
  acts: CardActs;
  /** Why this person may not change anything; null when they may. */
  refusal: string | null;
  /** True while its entries are listed. */
  isOpen: boolean;
  onToggle: () => void;
}

/** One proposed subsection: what it would be, why, of which entries, and the answers to it. */
export function SuggestionCard({ suggestion, notes, merges, acts, refusal, isOpen, onToggle }: CardProps) {
  const titleId = useId();
  const listId = useId();
  const { title, description, reason, criterion, entryIds, subsectionId } = suggestion;
  const count = countEntries(entryIds.length);
  const brings = (ids: string[]) => JSON.stringify({ entryIds: ids, words: { title, description } });
  return (
    <article
      aria-labelledby={titleId}
      data-suggestion={suggestion.id}
      data-brings={brings(entryIds)}
      className="grid gap-1.5 border-b border-line px-4 py-3"
    >
      <div className="flex items-start gap-1">
        {!refusal && <DragGrip />}
        <h4 id={titleId} className="min-w-0 break-words">
          <span className="font-normal text-ink-2">{subsectionId ? `Add ${count} to` : "New subsection"}</span> {title}
        </h4>
      </div>
      {!subsectionId && <p className="break-words">{description}</p>}
      <p className="break-words text-ink-2">
        <ReasonText sentence={reason.sentence} />
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        <Chip>{criterion}</Chip>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-describedby={titleId}
          onClick={onToggle}
          className="inline-flex h-6 items-center gap-1 rounded-[5px] px-1 text-xs text-ink-2 hover:bg-hover hover:text-ink"
        >
          <Icon name={isOpen ? "down" : "right"} size={14} />
          {count}
        </button>
      </div>
      <ul id={listId} hidden={!isOpen} className="divide-y divide-line rounded-sm border border-line bg-canvas">
        {entryIds.map((entryId) => (
          <li key={entryId} data-brings={brings([entryId])} className="flex flex-wrap items-start gap-x-2 gap-y-1 px-2 py-1.5">
            {!refusal && <DragGrip />}
            <p className="min-w-0 flex-1 basis-52 break-words">
              {notes.entries[entryId]?.text}{" "}
              <span className="font-mono text-xs text-ink-3">{notes.entries[entryId]?.references.map(({ label }) => label).join(" ")}</span>
            </p>
            <span className="flex gap-1">
              <Button
                look="ghost"
                size="small"
                blockedBy={refusal}
                aria-label={`Take out: ${notes.entries[entryId]?.text}`}
                onClick={() => acts.takeOut(suggestion, entryId)}
              >
                Take out
              </Button>
              <Button
                look="ghost"
                size="small"
                blockedBy={refusal}
                aria-label={`Always put …: ${notes.entries[entryId]?.text}`}
                onClick={() => acts.remember(suggestion, entryId)}
              >
                Always put …
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-1">
        <Button
          size="small"
          blockedBy={refusal}
          aria-describedby={titleId}
          aria-keyshortcuts="J K"
          data-accept=""
          onClick={() => acts.accept(suggestion)}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            if (event.key !== "j" && event.key !== "k") return;
            // On the board the same keys go from entry to entry.
            event.preventDefault();
            focusNeighbour(event.currentTarget, event.key === "j" ? 1 : -1);
          }}
        >
          {subsectionId ? `Move ${count} there` : `Create it with ${count}`}
        </Button>
        <Button look="ghost" size="small" blockedBy={refusal} aria-describedby={titleId} onClick={() => acts.refuse(suggestion)}>
          Not these
        </Button>
        {merges.length > 0 && !refusal && (
          <MergeMenu others={merges} describedBy={titleId} onChoose={(other) => acts.merge(suggestion, other)} />
        )}
        <Button look="ghost" size="small" blockedBy={refusal} aria-describedby={titleId} onClick={() => acts.remember(suggestion, null)}>
          Always put …
        </Button>
      </div>
    </article>
  );
}

/** The same button of the next suggestion, or of the one before. */
function focusNeighbour(button: HTMLElement, by: 1 | -1): void {
  const buttons = [...document.querySelectorAll<HTMLElement>("[data-suggestion] [data-accept]")];
  buttons[buttons.indexOf(button) + by]?.focus();
}
