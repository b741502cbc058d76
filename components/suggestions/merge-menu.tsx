"use client";

import { DropdownMenu } from "radix-ui";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { MENU_ITEM, Menu } from "@/components/ui/menu";
import { countEntries } from "@/lib/changelog/describe-operation";
import type { Suggestion } from "@/lib/changelog/suggest/suggestion";

interface MergeMenuProps {
  /** The closest first. */
  others: Suggestion[];
  describedBy: string;
  onChoose: (other: Suggestion) => void;
}

/** The suggestions that this one may be a piece of. */
export function MergeMenu({ others, describedBy, onChoose }: MergeMenuProps) {
  return (
    <Menu
      trigger={
        <Button look="ghost" size="small" aria-describedby={describedBy}>
          Merge with …
        </Button>
      }
    >
      {others.map((other) => (
        <DropdownMenu.Item key={other.id} onSelect={() => onChoose(other)} className={classNames(MENU_ITEM, "flex items-center gap-3")}>
          <span className="min-w-0 flex-1 break-words">{other.title}</span>
          <span className="tabular text-xs text-ink-3">{countEntries(other.entryIds.length)}</span>
        </DropdownMenu.Item>
      ))}
    </Menu>
  );
}
