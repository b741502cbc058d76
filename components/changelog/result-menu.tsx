"use client";

import { DropdownMenu } from "radix-ui";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LONGEST_RELEASE_BODY, toReleaseBody } from "@/lib/changelog/release-body";
import type { CommitResult } from "./editor";

interface ResultMenuProps {
  path: string;
  /** The section as it will stand in the file. */
  section: string;
  result: CommitResult;
  print: () => void;
}

/** What can be taken along: the notes as Markdown or as the body of a GitHub Release, the whole file, paper. */
export function ResultMenu({ path, section, result, print }: ResultMenuProps) {
  const body = toReleaseBody(section, path);
  const size = `${body.text.length.toLocaleString("en")} of ${LONGEST_RELEASE_BODY.toLocaleString("en")} characters`;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="ghost" size="small-square" aria-label="Take the notes along" title="Copy, download or print">
          <Icon name="copy" size={14} />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" sideOffset={4} className="z-50 grid w-72 gap-px rounded-md bg-raised p-1 shadow-3">
          <Item label="Copy as Markdown" onSelect={() => void copy(section, "Copied the notes as Markdown.")} />
          <Item
            label="Copy for a GitHub Release"
            detail={body.omitted > 0 ? `${size}, ${body.omitted} entries left to ${path}` : size}
            onSelect={() =>
              void copy(
                body.text,
                body.omitted > 0
                  ? `Copied the notes for a GitHub Release. ${body.omitted} entries did not fit; its last line says so.`
                  : "Copied the notes for a GitHub Release.",
              )
            }
          />
          <Item label={`Download ${path}`} detail="The whole file, as it will be committed" onSelect={() => download(path, result.after)} />
          <Item label="Print the notes" onSelect={print} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({ label, detail, onSelect }: { label: string; detail?: string; onSelect: () => void }) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className="grid cursor-default gap-0.5 rounded-sm px-2.5 py-1.5 outline-none data-highlighted:bg-hover"
    >
      {label}
      {detail && <span className="text-xs text-ink-3">{detail}</span>}
    </DropdownMenu.Item>
  );
}

async function copy(text: string, sentence: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(sentence);
  } catch {
    toast.error("The browser refused the clipboard. Show the notes as Markdown and copy them by hand.");
  }
}

function download(path: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = path.slice(path.lastIndexOf("/") + 1);
  link.click();
  URL.revokeObjectURL(url);
}
