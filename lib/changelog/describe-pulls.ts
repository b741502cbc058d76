import type { DraftPulls } from "./referenced-pull";

/** What suggestions have to do without, as a sentence; null when everything behind the entries is known. */
export function describeMissingPulls({ pulls, unread, problem }: DraftPulls): string | null {
  const known = pulls.filter(({ kind }) => kind !== "missing").length;
  const source = known > 0 ? `the file and the ${countPulls(known)} read so far` : "the file alone";
  if (problem !== null)
    return `${problem} Slipway asks again by itself. Until then suggestions come from ${source}, and rules by label and path wait.`;
  if (unread > 0)
    return `Reading ${countPulls(unread)} from GitHub. Until then suggestions come from ${source}, and rules by label and path wait.`;
  return pulls.length > 0 && known === 0
    ? "GitHub knows none of the pull requests that these entries name. Suggestions come from the file alone, and rules by label and path find nothing."
    : null;
}

const countPulls = (count: number) => `${count} pull request${count === 1 ? "" : "s"}`;
