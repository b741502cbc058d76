import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ChangelogScreen } from "@/components/changelog/changelog-screen";
import { changelogPageQuery, draftQuery, reviewQuery, rulesQuery, sourceQuery } from "@/components/queries";
import { getChangelogPage } from "@/lib/changelog/server/get-changelog-page";
import { getDraft, getDraftSource } from "@/lib/changelog/server/get-draft";
import { listRules } from "@/lib/changelog/server/list-rules";
import { getReview } from "@/lib/review/server/get-review";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";
import {
  askForReviewAction,
  commitDraftAction,
  editCommentAction,
  forgetRuleAction,
  giveVerdictAction,
  moveDraftAction,
  openDraftAction,
  proposeDraftAction,
  redoChangeAction,
  rememberRuleAction,
  replyToThreadAction,
  settleThreadAction,
  startThreadAction,
  undoChangeAction,
  undoCommitAction,
  withdrawCommentAction,
  writeReleaseAction,
} from "./actions";

type Props = PageProps<"/repositories/[owner]/[name]/releases/[version]/changelog">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, version } = await params;
  return { title: `Notes of ${name} ${decodeURIComponent(version)}` };
}

export default async function ChangelogPage({ params }: Props) {
  const { owner, name, version: encoded } = await params;
  const version = decodeURIComponent(encoded);
  const path = `/repositories/${owner}/${name}/releases/${encoded}/changelog`;
  const actor = await requireActor(path);
  const page = await readPage(path, () => getChangelogPage(actor, owner, name, version));
  const queryClient = new QueryClient();
  queryClient.setQueryData(changelogPageQuery(owner, name, version).queryKey, page);
  if (page.draftId) {
    const { draftId } = page;
    const [draft, source, rules, review] = await Promise.all([
      getDraft(actor, draftId),
      getDraftSource(actor, draftId),
      listRules(actor, owner, name),
      getReview(actor, draftId),
    ]);
    queryClient.setQueryData(draftQuery(draftId).queryKey, draft);
    queryClient.setQueryData(sourceQuery(draftId, draft.blobOid).queryKey, source);
    queryClient.setQueryData(rulesQuery(owner, name).queryKey, rules);
    queryClient.setQueryData(reviewQuery(draftId).queryKey, review);
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ChangelogScreen
        owner={owner}
        name={name}
        version={version}
        actions={{
          open: openDraftAction,
          undo: undoChangeAction,
          redo: redoChangeAction,
          move: moveDraftAction,
          commit: commitDraftAction,
          propose: proposeDraftAction,
          writeRelease: writeReleaseAction,
          undoCommit: undoCommitAction,
          rememberRule: rememberRuleAction,
          forgetRule: forgetRuleAction,
          review: {
            startThread: startThreadAction,
            replyToThread: replyToThreadAction,
            settleThread: settleThreadAction,
            editComment: editCommentAction,
            withdrawComment: withdrawCommentAction,
            askForReview: askForReviewAction,
            giveVerdict: giveVerdictAction,
          },
        }}
      />
    </HydrationBoundary>
  );
}
