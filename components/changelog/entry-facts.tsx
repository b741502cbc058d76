import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { Entry } from "@/lib/changelog/notes";
import { useEntryContext } from "./entry-context";

interface EntryFactsProps {
  entry: Entry;
  refusal: string | null;
  onMove: (entryId: string) => void;
}

/** What stands beside an entry's words: hints, where it came from, and what can be done with it. */
export function EntryFacts({ entry, refusal, onMove }: EntryFactsProps) {
  const { hints, reviewed, edit, mark, discussed, mayComment, comment } = useEntryContext();
  const open = discussed.get(entry.id) ?? 0;
  const isReviewed = reviewed.has(entry.id);
  const isEdited = entry.origins.every(({ raw }) => raw !== entry.raw);
  return (
    <span className="flex flex-wrap items-center justify-end gap-1 max-md:col-start-2 max-md:justify-start">
      {entry.kind === "passage" && <Chip look="warning">not a bullet</Chip>}
      {hints.get(entry.id)?.map(({ type, label, sentence }) => (
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
      {(mayComment || discussed.has(entry.id)) && (
        <Button
          look="ghost"
          size={open > 0 ? "small" : "small-square"}
          data-comments=""
          aria-label={`${open > 0 ? `${open} open ${open === 1 ? "conversation" : "conversations"}` : "Comments"}: ${entry.text}`}
          title={discussed.has(entry.id) && open === 0 ? "Comments, all resolved (c)" : "Comments (c)"}
          className="tabular"
          onClick={() => comment(entry.id)}
        >
          <Icon name="comment" size={14} className={classNames(open > 0 ? "text-accent" : discussed.has(entry.id) && "text-passed")} />
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
            onClick={() => mark([entry.id])}
          >
            <Icon name={isReviewed ? "passed" : "check"} size={14} />
          </Button>
          <Button
            look="ghost"
            size="small-square"
            aria-label={`Edit: ${entry.text}`}
            title="Edit its words, or leave it out (e)"
            onClick={() => edit(entry.id)}
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
