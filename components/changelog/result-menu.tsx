"use client";

import { DropdownMenu } from "radix-ui";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { copyText } from "@/components/ui/copy-text";
import { Icon } from "@/components/ui/icon";
import { MENU_ITEM, Menu } from "@/components/ui/menu";
import { saveFile } from "@/components/ui/save-file";
import { LONGEST_RELEASE_BODY, toReleaseBody } from "@/lib/changelog/release-body";
import type { CommitResult } from "./use-result";

interface ResultMenuProps {
  path: string;
  /** The section as it will stand in the file. */
  section: string;
  result: CommitResult;
  print: () => void;
}

/** What can be taken along: the notes as Markdown or as the body of a GitHub Release, the whole file, paper. */
export function ResultMenu({ path, section, result, print }: ResultMenuProps) {
  return (
    <Menu
      align="end"
      className="grid w-72 gap-px"
      trigger={
        <Button look="ghost" size="small-square" aria-label="Take the notes along" title="Copy, download or print">
          <Icon name="copy" size={14} />
        </Button>
      }
    >
      <Item label="Copy as Markdown" onSelect={() => void copyText(section, "Copied the notes as Markdown.")} />
      <CopyReleaseBody section={section} path={path} />
      <Item
        label={`Download ${path}`}
        detail="The whole file, as it will be committed"
        onSelect={() => saveFile(path.slice(path.lastIndexOf("/") + 1), result.after)}
      />
      <Item label="Print the notes" onSelect={print} />
    </Menu>
  );
}

/** Computed while the menu is open only: the length is counted on the text itself. */
function CopyReleaseBody({ section, path }: { section: string; path: string }) {
  const { text, omitted } = toReleaseBody(section, path);
  const size = `${text.length.toLocaleString("en")} of ${LONGEST_RELEASE_BODY.toLocaleString("en")} characters`;
  const copied = "Copied the notes for a GitHub Release.";
  return (
    <Item
      label="Copy for a GitHub Release"
      detail={omitted > 0 ? `${size}, ${omitted} entries left to ${path}` : size}
      onSelect={() => void copyText(text, omitted > 0 ? `${copied} ${omitted} entries did not fit; its last line says so.` : copied)}
    />
  );
}

function Item({ label, detail, onSelect }: { label: string; detail?: string; onSelect: () => void }) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={classNames(MENU_ITEM, "grid gap-0.5")}>
      {label}
      {detail && <span className="text-xs text-ink-3">{detail}</span>}
    </DropdownMenu.Item>
  );
}
