/** What lies between two places of a branch. */
export interface MovedCommits {
  /** Newest first; at most a hundred. */
  commits: { sha: string; subject: string; author: string }[];
  /** How many there are; null when the two places could not be compared. */
  total: number | null;
  /** The old place is not an ancestor of the new one: the branch was rewritten. */
  isRewritten: boolean;
}

/** A move between two places that GitHub could not compare. */
export const UNKNOWN_MOVE: MovedCommits = { commits: [], total: null, isRewritten: false };

/** Several moves after one another as one. */
export function joinMoves(moves: MovedCommits[]): MovedCommits {
  const seen = new Set<string>();
  const commits = [...moves].reverse().flatMap((move) => move.commits.filter(({ sha }) => !seen.has(sha) && seen.add(sha)));
  const unlisted = moves.map((move) => move.total !== null && move.total - move.commits.length);
  const total = unlisted.reduce<number | null>((sum, more) => (sum === null || more === false ? null : sum + more), commits.length);
  return { commits: commits.slice(0, 100), total, isRewritten: moves.some(({ isRewritten }) => isRewritten) };
}
