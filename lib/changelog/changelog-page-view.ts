import type { ChangelogSummary } from "@/lib/releases/changelog-summary";
import type { HandEditView } from "@/lib/releases/hand-edit";
import type { UndoableCommit } from "@/lib/releases/undoable-commit";

/** What the changelog screen needs before there is a draft. */
export interface ChangelogPageView {
  repositoryId: string;
  owner: string;
  name: string;
  version: string;
  releaseId: string;
  /** The draft that is open for this release; null when none is. */
  draftId: string | null;
  /** The candidate whose notes are shown: the final on its branch if there is one. */
  candidate: {
    id: string;
    version: string;
    sha: string;
    /** Notes are edited on a branch; a candidate without one is read only. */
    branch: string | null;
    pullRequest: number | null;
    summary: ChangelogSummary | null;
    /** Its section as it stands in the file; the beginning of the file where no section is understood. */
    section: string | null;
  } | null;
  /** Why this person may not edit; null when they may. */
  editRefusal: string | null;
  undoable: UndoableCommit | null;
  handEdits: HandEditView[];
}
