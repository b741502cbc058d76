import { useState } from "react";
import type { Notes } from "@/lib/changelog/notes";
import type { Suggestion } from "@/lib/changelog/suggest/suggestion";
import { listMerges } from "./answers";
import { type CardActs, SuggestionCard } from "./suggestion-card";

interface SuggestionListProps {
  suggestions: Suggestion[];
  notes: Notes;
  acts: CardActs;
  refusal: string | null;
}

/** Suggestions under their categories; the heading stays in sight. */
export function SuggestionList({ suggestions, notes, acts, refusal }: SuggestionListProps) {
  // By entry, not by suggestion: a list stays open when an answer changes what stands in it.
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());
  const isOpen = ({ entryIds }: Suggestion) => entryIds.some((id) => openIds.has(id));
  const toggle = (suggestion: Suggestion) => {
    const others = [...openIds].filter((id) => !suggestion.entryIds.includes(id));
    setOpenIds(new Set(isOpen(suggestion) ? others : [...others, ...suggestion.entryIds]));
  };
  return notes.categories.map(({ id, title }) => {
    const own = suggestions.filter(({ categoryId }) => categoryId === id);
    if (own.length === 0) return null;
    return (
      <section key={id} aria-label={`Suggestions for ${title}`}>
        <h3 className="sticky top-0 z-10 flex h-[26px] items-center gap-2 border-b border-line bg-sunken px-4 text-xs">
          {title} <span className="tabular font-normal text-ink-3">{own.length}</span>
        </h3>
        {own.map((suggestion) => (
          <SuggestionCard
            key={suggestion.id}
            suggestion={suggestion}
            notes={notes}
            merges={listMerges(suggestion, own)}
            acts={acts}
            refusal={refusal}
            isOpen={isOpen(suggestion)}
            onToggle={() => toggle(suggestion)}
          />
        ))}
      </section>
    );
  });
}
