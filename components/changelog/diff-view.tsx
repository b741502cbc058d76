import { classNames } from "@/components/ui/class-names";
import type { LineDiff } from "./line-diff";

const LOOKS = { same: "", added: "bg-diff-add", removed: "bg-diff-cut" } as const;
const MARKS = { same: " ", added: "+", removed: "−" } as const;
const WORDS = { same: "", added: "added", removed: "removed" } as const;

/** A diff by lines, with both line numbers; additions and removals by sign and word, colour only repeats them. */
export function DiffView({ diff }: { diff: LineDiff }) {
  if (diff.lines.length === 0) return <p className="p-4 text-ink-2">The file on the branch holds exactly these notes.</p>;
  const last = diff.firstLine + diff.lines.filter(({ kind }) => kind !== "added").length - 1;
  return (
    <div className="font-mono text-xs leading-[19px] tracking-tight">
      <p className="bg-sunken px-2.5 py-0.5 text-2xs text-ink-3">
        lines {diff.firstLine}–{Math.max(diff.firstLine, last)} of {diff.totalLines}, the rest stays byte for byte
      </p>
      <ol>
        {diff.lines.map((line) => (
          <li
            key={`${line.before}/${line.after}`}
            className={classNames("grid grid-cols-[38px_38px_16px_minmax(0,1fr)]", LOOKS[line.kind])}
          >
            <span className="pe-2 text-end text-2xs text-ink-3 select-none">{line.before}</span>
            <span className="pe-2 text-end text-2xs text-ink-3 select-none">{line.after}</span>
            <span className={line.kind === "added" ? "text-passed" : "text-failed"}>
              <span aria-hidden="true">{MARKS[line.kind]}</span>
              <span className="sr-only">{WORDS[line.kind]}</span>
            </span>
            <code className="pe-2.5 break-words whitespace-pre-wrap">{line.text}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}
