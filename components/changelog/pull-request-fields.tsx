import { TextArea, TextField } from "@/components/ui/field";
import { checkBranchName } from "@/lib/changelog/branch-name";
import { LONGEST_PULL_BODY } from "@/lib/changelog/pull-request-body";

export interface PullRequestWords {
  branch: string;
  title: string;
  body: string;
}

interface PullRequestFieldsProps {
  words: PullRequestWords;
  change: (words: PullRequestWords) => void;
  /** Entries that did not fit into the proposed body. */
  omitted: number;
}

/** The branch, title and body of a pull request that will be opened, each as it will stand on GitHub. */
export function PullRequestFields({ words, change, omitted }: PullRequestFieldsProps) {
  const size = `${words.body.length.toLocaleString("en")} of ${LONGEST_PULL_BODY.toLocaleString("en")} characters`;
  return (
    <div className="mt-2.5 grid gap-2.5">
      <TextField
        label="Branch of the pull request"
        value={words.branch}
        problem={checkBranchName(words.branch)}
        onChange={(event) => change({ ...words, branch: event.target.value })}
      />
      <TextField label="Title" value={words.title} onChange={(event) => change({ ...words, title: event.target.value })} />
      <TextArea
        label="Body"
        isCode
        rows={7}
        value={words.body}
        hint={omitted > 0 ? `${size}; ${omitted} entries did not fit, and its last line says so` : size}
        onChange={(event) => change({ ...words, body: event.target.value })}
      />
    </div>
  );
}

/** Why the pull request cannot be opened as written; null when it can. */
export function checkPullRequest({ branch, title, body }: PullRequestWords): string | null {
  const problem = checkBranchName(branch);
  if (problem) return problem;
  if (title.trim() === "") return "A pull request needs a title.";
  if (body.length > LONGEST_PULL_BODY) return "The body is longer than GitHub takes.";
  return null;
}
