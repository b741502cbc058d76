import type { Job } from "../state";

/** `::warning file=src/hoist.go,line=12,title=Slow::takes a second`, as steps write it (GitHub: "Workflow commands"). */
const COMMAND = /^::(error|warning|notice)(?: ([^:]*))?::(.*)$/;

/** The remarks of a job: what its steps wrote as such, and that a step failed. */
export function annotationsOf({ steps, conclusion }: Job): Record<string, unknown>[] {
  const written = steps
    .filter((step) => step.status === "completed" && step.conclusion !== "skipped")
    .flatMap(({ plan }) => (plan.log ?? []).flatMap(readCommand));
  const failed = conclusion === "failure" && steps.some((step) => step.conclusion === "failure");
  return failed ? [toAnnotation("failure", ".github", 1, null, "Process completed with exit code 1."), ...written] : written;
}

function readCommand(line: string): Record<string, unknown>[] {
  const [, level, properties = "", message = ""] = COMMAND.exec(line) ?? [];
  if (!level) return [];
  const named = new Map(
    properties.split(",").map((pair) => {
      const [name = "", value = ""] = pair.split("=");
      return [name.trim(), value];
    }),
  );
  return [
    toAnnotation(
      level === "error" ? "failure" : level,
      named.get("file") ?? ".github",
      Number(named.get("line") ?? 1),
      named.get("title") ?? null,
      message,
    ),
  ];
}

function toAnnotation(level: string, path: string, line: number, title: string | null, message: string) {
  return {
    path,
    start_line: line,
    end_line: line,
    start_column: null,
    end_column: null,
    annotation_level: level,
    title,
    message,
    raw_details: null,
  };
}
