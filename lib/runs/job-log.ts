/** A line of a job's log, as people read it. */
export interface LogLine {
  number: number;
  /** ISO; null where the runner wrote none. */
  at: string | null;
  kind: "plain" | "step" | "error" | "warning" | "notice" | "command";
  text: string;
}

const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d{1,9}Z ?/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters colour a terminal, and a page shows none of them
const COLOURS = /\u001b\[[0-9;:?]*[A-Za-z]/g;
const MARKS: Record<string, LogLine["kind"]> = {
  group: "step",
  error: "error",
  warning: "warning",
  notice: "notice",
  command: "command",
};

/** Reads a log of GitHub Actions: a time before each line, `##[…]` before what is no plain output. Ends of groups say nothing. */
export function parseJobLog(text: string): LogLine[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  const read: LogLine[] = [];
  lines.forEach((line, index) => {
    const stamp = STAMP.exec(line);
    const words = (stamp ? line.slice(stamp[0].length) : line).replace(COLOURS, "");
    const mark = /^##\[([a-z]+)\]/.exec(words);
    if (mark?.[1] === "endgroup") return;
    const kind = mark?.[1] ? MARKS[mark[1]] : undefined;
    read.push({
      number: index + 1,
      at: stamp ? `${stamp[1]}Z` : null,
      kind: kind ?? "plain",
      text: kind ? words.slice(mark?.[0].length) : words,
    });
  });
  return read;
}

/** Indexes of the lines that hold these words, whatever their case; none for no words. */
export function searchLog(lines: LogLine[], words: string): number[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return [];
  return lines.flatMap(({ text }, index) => (text.toLowerCase().includes(wanted) ? [index] : []));
}
