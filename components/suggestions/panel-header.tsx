import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { countEntries } from "@/lib/changelog/describe-operation";
import type { Suggestion } from "@/lib/changelog/suggest/suggestion";

const KEY = "rounded-xs border border-line-strong px-1 text-2xs";

interface PanelHeaderProps {
  /** Null until the first answer. */
  suggestions: Suggestion[] | null;
  refusal: string | null;
  acceptAll: () => void;
}

/** How many suggestions there are for how many entries, and all of them at once. */
export function PanelHeader({ suggestions, refusal, acceptAll }: PanelHeaderProps) {
  const grouped = suggestions?.reduce((sum, { entryIds }) => sum + entryIds.length, 0) ?? 0;
  const hasSeveral = suggestions !== null && suggestions.length > 1;
  return (
    <header className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-4 py-1.5">
      <Icon name="bulb" className="text-ink-3" />
      <h2 tabIndex={-1} data-panel-heading="">
        Suggestions
      </h2>
      {grouped > 0 && (
        <span className="tabular text-xs text-ink-3">
          {suggestions?.length} for {countEntries(grouped)}
        </span>
      )}
      {hasSeveral && (
        <>
          <span className="text-xs text-ink-3 max-md:hidden">
            <kbd className={KEY}>j</kbd> <kbd className={KEY}>k</kbd> next, previous
          </span>
          <Button size="small" className="ms-auto" blockedBy={refusal} onClick={acceptAll}>
            Accept all {suggestions.length}
          </Button>
        </>
      )}
    </header>
  );
}
