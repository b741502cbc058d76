import { diffWordsWithSpace } from "diff";
import { Fragment } from "react";
import type { ChangedLine } from "./changed-lines";

/** The words of a line of Markdown, without the mark of its bullet, bold type, and where its links lead. */
const plain = (text: string) =>
  text
    .replace(/^\s*[*+-]\s+/, "")
    .replaceAll("**", "")
    .replace(/\[([^\]]*)\]\([^)\s]*\)/g, "$1");

/** A changed line with what it says otherwise marked, for eyes and for ears. */
export function WordChange({ line }: { line: ChangedLine }) {
  if (line.kind !== "reworded") {
    const Mark = line.kind === "added" ? Added : Removed;
    return <Mark>{plain(line.text)}</Mark>;
  }
  const [before, after] = [plain(line.before), plain(line.after)];
  // Where only a link leads elsewhere or the type is bold, the words alone would show nothing.
  const parts = before === after ? diffWordsWithSpace(line.before, line.after) : diffWordsWithSpace(before, after);
  return parts.map(({ value, added, removed }, index) => (
    <Fragment key={index}>{added ? <Added>{value}</Added> : removed ? <Removed>{value}</Removed> : value}</Fragment>
  ));
}

function Added({ children }: { children: string }) {
  return (
    <ins className="rounded-[3px] bg-diff-add-word px-0.5 no-underline">
      <span className="sr-only">added: </span>
      {children}
    </ins>
  );
}

function Removed({ children }: { children: string }) {
  return (
    <del className="rounded-[3px] bg-diff-cut-word px-0.5">
      <span className="sr-only">removed: </span>
      {children}
    </del>
  );
}
