"use client";

import { DropdownMenu } from "radix-ui";
import { Button } from "@/components/ui/button";
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
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="ghost" size="small" aria-describedby={describedBy}>
          Merge with …
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="start" sideOffset={4} className="z-50 max-w-[calc(100vw-28px)] rounded-md bg-raised p-1 shadow-3">
          {others.map((other) => (
            <DropdownMenu.Item
              key={other.id}
              onSelect={() => onChoose(other)}
              className="flex min-h-[30px] cursor-pointer items-center gap-3 rounded-sm px-2 py-1 outline-none data-[highlighted]:bg-hover"
            >
              <span className="min-w-0 flex-1 break-words">{other.title}</span>
              <span className="tabular text-xs text-ink-3">{countEntries(other.entryIds.length)}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
