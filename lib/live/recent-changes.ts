import { randomBytes } from "node:crypto";
import type { Change } from "./announce";

/** Notices that are kept for whoever was cut off for a moment: minutes of a busy day, a hundred kilobytes. */
const KEPT = 1_000;

export interface RecentChanges {
  /** Keeps what was announced together; answers with its id. */
  add: (changes: Change[]) => string;
  /** Id of the latest notice: who was told it has missed nothing. */
  latest: () => string;
  /** What was announced after this id, each thing once; null when that is not known, so that everything is looked at. */
  since: (id: string) => Change[] | null;
  /** Notices may have been missed here: no id given before counts. */
  forget: () => void;
}

/** What this process heard last. Ids are its own: another process, or the same one started again, knows none of them. */
export function keepRecentChanges(): RecentChanges {
  let kept: Change[][] = [];
  let count = 0;
  let era = newEra();
  const idOf = (number: number) => `${era}-${number}`;
  return {
    add: (changes) => {
      kept.push(changes);
      if (kept.length > KEPT) kept.shift();
      count++;
      return idOf(count);
    },
    latest: () => idOf(count),
    since: (id) => {
      const number = Number(id.slice(era.length + 1));
      const isKnown = Number.isInteger(number) && id === idOf(number) && number <= count && number >= count - kept.length;
      return isKnown ? once(kept.slice(kept.length - (count - number)).flat()) : null;
    },
    forget: () => {
      kept = [];
      count = 0;
      era = newEra();
    },
  };
}

const newEra = () => randomBytes(4).toString("hex");

/** Each thing that changed, once. */
export function once(changes: Change[]): Change[] {
  return [...new Map(changes.map((change) => [`${change.repositoryId} ${change.topic}`, change])).values()];
}
