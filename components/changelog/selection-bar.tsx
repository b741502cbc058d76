import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Key } from "@/components/ui/key";
import { countEntries } from "@/lib/changelog/describe-operation";
import type { EntrySelection } from "./use-selection";

interface SelectionBarProps {
  selection: EntrySelection;
  /** The entries in sight. */
  order: string[];
  onGroup: () => void;
  onMove: () => void;
  onClear: () => void;
}

/** How many entries are chosen, also those out of sight, and what can be done with them. */
export function SelectionBar({ selection, order, onGroup, onMove, onClear }: SelectionBarProps) {
  const count = selection.ids.length;
  if (count === 0) return null;
  const inSight = new Set(order);
  const hidden = selection.ids.filter((id) => !inSight.has(id)).length;
  return (
    <section
      aria-label="Selection"
      data-cover=""
      className="sticky bottom-[72px] z-[7] mx-2.5 flex w-fit flex-wrap items-center gap-x-1 gap-y-1.5 justify-self-center rounded-[10px] bg-raised py-[5px] ps-3.5 pe-1.5 shadow-3 md:bottom-3.5"
    >
      <p className="me-2 max-sm:basis-full">
        <b className="font-medium">{countEntries(count)} selected</b>
        {hidden > 0 && <span className="text-ink-2">, {hidden} not shown</span>}
      </p>
      <Button look="primary" aria-keyshortcuts="G" onClick={onGroup}>
        Group them… <Key className="max-sm:hidden">g</Key>
      </Button>
      <Button look="ghost" aria-keyshortcuts="M" onClick={onMove}>
        Move to… <Key className="max-sm:hidden">m</Key>
      </Button>
      <Button look="ghost" aria-keyshortcuts="Escape" onClick={onClear}>
        <Icon name="x" size={14} className="sm:hidden" />
        Clear
        <Key className="max-sm:hidden">esc</Key>
      </Button>
    </section>
  );
}
