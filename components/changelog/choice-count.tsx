import type { Notes } from "@/lib/changelog/notes";
import { listUndecided } from "@/lib/changelog/undecided";
import type { RefusedAct } from "@/lib/changelog/unsaved-acts";

/** Beside the title: how many texts wait, and the way to them. */
export function ChoiceCount({ notes, refused }: { notes: Notes; refused: RefusedAct[] }) {
  const count = listUndecided(notes).length + refused.length;
  if (count === 0) return null;
  return (
    <a href="#choices" className="inline-flex min-h-6 items-center text-xs font-medium whitespace-nowrap text-needs-person underline">
      {count === 1 ? "1 text waits" : `${count} texts wait`} for a decision
    </a>
  );
}
