/** Whether GitHub answers, for every page. */
export interface GithubStateView {
  /** Since when it does not; null while it does. */
  awaySince: string | null;
}
