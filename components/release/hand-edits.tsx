import { Ago } from "@/components/ui/ago";
import { Notice } from "@/components/ui/notice";
import type { HandEditView } from "@/lib/releases/hand-edit";

/** The alarm: somebody edited by hand what the tool writes, and the tool will write over it (B47). */
export function HandEdits({ edits, repositoryUrl, className }: { edits: HandEditView[]; repositoryUrl?: string; className?: string }) {
  return edits.map(({ sha, path, branch, login, committedAt }) => {
    const short = sha.slice(0, 7);
    return (
      <Notice
        key={`${sha}:${path}`}
        look="failed"
        title={`${path} was edited by hand in ${short} by ${login} on ${branch}; the tool will overwrite it.`}
        className={className}
      >
        <p>
          <Ago at={committedAt} suffix=" ago" />. Take the words into the commit or the pull request that they belong to, and let the tool
          write the file again, or revert{" "}
          {repositoryUrl ? (
            <a className="underline" href={`${repositoryUrl}/commit/${sha}`}>
              {short}
            </a>
          ) : (
            <code>{short}</code>
          )}
          . This goes away when the tool has written the file.
        </p>
      </Notice>
    );
  });
}
