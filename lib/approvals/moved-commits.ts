/** What lies between two places of a branch. */
export interface MovedCommits {
  /** Newest first; at most a hundred. */
  commits: { sha: string; subject: string; author: string }[];
  /** The old place is not an ancestor of the new one: the branch was rewritten. */
  isRewritten: boolean;
}

/** Several moves after one another as one. */
export function joinMoves(moves: MovedCommits[]): MovedCommits {
  const seen = new Set<string>();
  const commits = [...moves].reverse().flatMap((move) => move.commits.filter(({ sha }) => !seen.has(sha) && seen.add(sha)));
  return { commits, isRewritten: moves.some(({ isRewritten }) => isRewritten) };
}
