"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Key } from "@/components/ui/key";

const GROUPS: { title: string; keys: [keys: string[], act: string][] }[] = [
  {
    title: "Go",
    keys: [
      [["j"], "Next entry"],
      [["k"], "Previous entry"],
      [["o"], "Next ungrouped entry"],
      [["/"], "Find an entry"],
      [["?"], "These keys"],
    ],
  },
  {
    title: "Select",
    keys: [
      [["x"], "Select the entry, or leave it"],
      [["⇧", "j"], "Select on to the next entry, also ⇧ ↓"],
      [["⇧", "k"], "Select back to the previous entry, also ⇧ ↑"],
      [["⇧", "click"], "Select everything from the last one to here"],
      [["esc"], "Clear the selection"],
    ],
  },
  {
    title: "The entry in focus, or the selection",
    keys: [
      [["g"], "Group into a new subsection, also n"],
      [["m"], "Move to another list"],
      [["e"], "Edit the words of the entry, or leave it out"],
      [["c"], "Read and write its comments"],
      [["r"], "Mark as reviewed, or take the mark"],
      [["space"], "Pick up; arrow keys move, space drops, esc puts back"],
    ],
  },
  {
    title: "Undo",
    keys: [
      [["Ctrl", "z"], "Undo your last act, ⌘ z on macOS"],
      [["Ctrl", "⇧", "z"], "Do it again"],
    ],
  },
];

/** Every key of the editor, and the switch for those of one letter. */
export function KeysDialog({
  hasLetters,
  onLetters,
  onClose,
}: {
  hasLetters: boolean;
  onLetters: (hasLetters: boolean) => void;
  onClose: () => void;
}) {
  return (
    <Dialog isOpen onClose={onClose} title="Keys of the editor">
      <div className="grid gap-4 pb-3">
        {GROUPS.map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3 className="text-xs text-ink-3">{title}</h3>
            <dl className="mt-1 grid grid-cols-[112px_minmax(0,1fr)] gap-x-3 gap-y-1">
              {keys.map(([names, act]) => (
                <div key={act} className="contents">
                  <dt className="flex items-center gap-1 text-ink-2">
                    <span className="sr-only">{names.join(" ")}</span>
                    {names.map((name) => (
                      <Key key={name}>{name}</Key>
                    ))}
                  </dt>
                  <dd>{act}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Checkbox
          role="switch"
          className="justify-self-start"
          checked={hasLetters}
          onChange={(event) => onLetters(event.currentTarget.checked)}
        >
          Keys of one letter or sign work
        </Checkbox>
      </div>
    </Dialog>
  );
}
