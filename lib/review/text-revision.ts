import { type LogLine, standingLines } from "@/lib/changelog/operation-log";

type ActLine = Pick<LogLine, "revision" | "actorId" | "kind" | "answers" | "operation">;

const isOfText = ({ operation }: ActLine) => operation.type !== "mark-reviewed";

/** The revision since which only marks were set; `floor` is that of the draft's last move onto another commit. */
export function textRevision(log: ActLine[], floor: number): number {
  return log.filter(isOfText).reduce((latest, { revision }) => Math.max(latest, revision), floor);
}

/** Who has written in a draft: everybody with an act that counts, marks apart. */
export function listWriters(log: ActLine[]): Set<string> {
  return new Set(
    standingLines(log)
      .filter(isOfText)
      .map(({ actorId }) => actorId),
  );
}
