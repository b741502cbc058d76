import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { Entry } from "@/lib/changelog/notes";
import { useEntryContext, useEntryStore } from "./entry-context";
import { PresenceMark } from "./presence";

interface EntryFactsProps {
  entry: Entry;
  refusal: string | null;
  onMove: (entryId: string) => void;
}

/** What stands beside an entry's words: hints, where it came from, and what can be done with it. */
export function EntryFacts({ entry, refusal, onMove }: EntryFactsProps) {
  const entries = useEntryStore();
  const hints = useEntryContext((context) => context.hints.get(entry.id));
  const isReviewed = useEntryContext((context) => context.reviewed.has(entry.id));
  const discussed = useEntryContext((context) => context.discussed.get(entry.id));
  const mayComment = useEntryContext((context) => context.mayComment);
  const open = discussed ?? 0;
  const isEdited = entry.origins.every(({ raw }) => raw !== entry.raw);
  return (
    <span className="flex flex-wrap items-center justify-end gap-1 max-md:col-start-2 max-md:justify-start">
      <PresenceMark entryId={entry.id} />
      {entry.kind === "passage" && <Chip look="warning">not a bullet</Chip>}
      {hints?.map(({ type, label, sentence }) => (
        <span key={type + label} title={sentence}>
          <Chip look="warning">
            {label}
            <span className="sr-only">: {sentence}</span>
          </Chip>
        </span>
      ))}
      {isEdited && <Chip look="accent">edited</Chip>}
      {entry.origins.map(({ version }) => (
        <Chip key={version} isCode>
          {version}
        </Chip>
      ))}
      {(mayComment || discussed !== undefined) && (
        <Button
          look="ghost"
          size={open > 0 ? "small" : "small-square"}
          data-comments=""
          aria-label={`${open > 0 ? `${open} open ${open === 1 ? "conversation" : "conversations"}` : "Comments"}: ${entry.text}`}
          title={discussed !== undefined && open === 0 ? "Comments, all resolved (c)" : "Comments (c)"}
          className="tabular"
          onClick={() => entries.get().comment(entry.id)}
        >
          <Icon name="comment" size={14} className={classNames(open > 0 ? "text-accent" : discussed !== undefined && "text-passed")} />
          {open > 0 && open}
        </Button>
      )}
      {!refusal && (
        <span className="flex">
          <Button
            look="ghost"
            size="small-square"
            aria-pressed={isReviewed}
            aria-label={`Reviewed: ${entry.text}`}
            title={isReviewed ? "Reviewed. Press to take the mark (r)" : "Mark as reviewed (r)"}
            className={classNames(isReviewed && "text-passed")}
            onClick={() => entries.get().mark([entry.id])}
          >
            <Icon name={isReviewed ? "passed" : "check"} size={14} />
          </Button>
          <Button
            look="ghost"
            size="small-square"
            aria-label={`Edit: ${entry.text}`}
            title="Edit its words, or leave it out (e)"
            onClick={() => entries.get().edit(entry.id)}
          >
            <Icon name="edit" size={14} />
          </Button>
          <Button
            look="ghost"
            size="small-square"
            aria-label={`Move to…: ${entry.text}`}
            title="Move to… (m)"
            onClick={() => onMove(entry.id)}
          >
            <Icon name="arrow" size={14} />
          </Button>
        </span>
      )}
    </span>
  );
}
