import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ProposalView } from "@/lib/changelog/commit-targets";

interface ProposalNoticeProps {
  proposal: ProposalView;
  /** The release branch. */
  branch: string;
  /** Why nothing can be committed now; null when it can. */
  obstacle: string | null;
  onUpdate: () => void;
}

/** These notes are proposed as a pull request: where it is, and whether it holds what is shown here. */
export function ProposalNotice({ proposal, branch, obstacle, onUpdate }: ProposalNoticeProps) {
  const { number, url, branch: from, isBehind } = proposal;
  return (
    <Notice
      look={isBehind ? "needs-person" : "info"}
      title={isBehind ? `Pull request #${number} does not hold your last changes.` : `Proposed as pull request #${number}.`}
      className="my-2.5"
      acts={
        <>
          <Button asChild>
            <a href={url} target="_blank" rel="noreferrer">
              Open #{number} on GitHub
            </a>
          </Button>
          {isBehind && (
            <Button look="primary" blockedBy={obstacle} onClick={onUpdate}>
              Update the pull request…
            </Button>
          )}
        </>
      }
    >
      From <code>{from}</code> into <code>{branch}</code>. When it is merged, these notes are committed; when it is closed, they can be
      committed again.
    </Notice>
  );
}
