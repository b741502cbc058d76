import { useMutation } from "@tanstack/react-query";
import { unwrap } from "@/components/refusal";
import type { ReleaseTarget } from "@/lib/changelog/commit-targets";
import type { ChangelogActions } from "./actions";
import type { PullRequestWords } from "./pull-request-fields";
import type { ReleaseWish } from "./release-box";
import type { Target } from "./target-choice";
import type { Draft } from "./use-draft";

/** Everything that the person decided, as it was shown. */
export interface CommitWish {
  target: Target;
  message: string;
  pull: PullRequestWords;
  release: ReleaseWish;
  /** The GitHub Release as it was shown. */
  seen: ReleaseTarget | undefined;
}

/** Carries out what was decided: the target first, then the GitHub Release. Each can be pressed again by itself. */
export function useCommit(draft: Draft, actions: ChangelogActions, onDone: (target: Target, sentence: string) => void) {
  const { id: draftId, revision } = draft;
  const release = useMutation({
    mutationFn: async ({ release: wish, seen }: CommitWish) =>
      unwrap(
        await actions.writeRelease({ draftId, revision, tag: wish.tag, seen: seen?.body ?? null, mayBePublished: wish.mayBePublished }),
      ),
  });
  const target = useMutation({
    mutationFn: async ({ target: chosen, message, pull }: CommitWish) => {
      if (chosen === "pull-request") {
        const { number } = unwrap(await actions.propose({ draftId, revision, message, ...pull }));
        return `The notes are proposed as pull request #${number}.`;
      }
      const wish = { draftId, revision, mode: chosen, ...(chosen === "commit" ? { message } : {}) };
      const { sha, branch } = unwrap(await actions.commit(wish));
      return `${branch} is at ${sha.slice(0, 7)} now, with these notes.`;
    },
  });
  /** Goes on where it stopped: what is done is not done again. */
  const run = async (wish: CommitWish) => {
    try {
      const sentence = target.data ?? (await target.mutateAsync(wish));
      if (wish.release.isOn) await release.mutateAsync(wish);
      onDone(wish.target, wish.release.isOn ? `${sentence} The GitHub Release ${wish.release.tag} holds them as well.` : sentence);
    } catch {
      // Both mutations keep their error, and the dialog shows it.
    }
  };
  return { run, target, release, isBusy: target.isPending || release.isPending };
}
