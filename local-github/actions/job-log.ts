import type { Job } from "../state";

/** The log of a job as GitHub gives it: a time before every line, a group for what a step runs, errors marked. */
export function writeJobLog({ steps }: Job): string {
  const lines: string[] = [];
  for (const { name, command, artifact, conclusion, startedAt, completedAt, plan } of steps) {
    if (!startedAt || conclusion === "skipped") continue;
    const from = Date.parse(startedAt);
    const until = Date.parse(completedAt ?? startedAt);
    const text = [
      `##[group]${name}`,
      ...(command ? command.trimEnd().split("\n") : []),
      "##[endgroup]",
      // Commands to the runner are shown by their mark.
      ...(plan.log?.map((line) => line.replace(/^::(error|warning|notice)(?: [^:]*)?::/, "##[$1]")) ??
        (command ? ["local-github plays this step and runs nothing."] : [])),
      ...(artifact && conclusion === "success" ? [`Artifact ${artifact} has been successfully uploaded!`] : []),
      ...(conclusion === "failure" ? ["##[error]Process completed with exit code 1."] : []),
    ];
    lines.push(...text.map((line, index) => `${stamp(from + ((until - from) * index) / text.length)} ${line}`));
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** GitHub's logs count in tenths of a microsecond. */
const stamp = (at: number) => new Date(at).toISOString().replace("Z", "0000Z");
