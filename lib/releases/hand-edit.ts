/** A generated file that somebody else than the tool changed, and that the tool has not written since (B47). */
export interface HandEditView {
  sha: string;
  path: string;
  branch: string;
  login: string;
  committedAt: string;
}
