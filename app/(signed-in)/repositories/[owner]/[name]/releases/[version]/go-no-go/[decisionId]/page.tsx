import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { decisionQuery } from "@/components/queries";
import { RoomScreen } from "@/components/room/room-screen";
import { getRoom } from "@/lib/approvals/server/get-room";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";
import { reviewDeploymentsAction } from "../../../../runs/actions";
import {
  addRemarkAction,
  agreeOverrideAction,
  answerQuestionAction,
  askDecisionAction,
  askOverrideAction,
  castVoteAction,
  closeDecisionAction,
  createTagAction,
  publishReleaseAction,
  remindSlotAction,
  withdrawOverrideAction,
  withdrawVoteAction,
} from "../actions";

type Props = PageProps<"/repositories/[owner]/[name]/releases/[version]/go-no-go/[decisionId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, version } = await params;
  return { title: `Go/no-go of ${name} ${decodeURIComponent(version)}` };
}

export default async function GoNoGoPage({ params }: Props) {
  const { owner, name, version, decisionId } = await params;
  const path = `/repositories/${owner}/${name}/releases/${version}/go-no-go/${decisionId}`;
  const actor = await requireActor(path);
  const queryClient = new QueryClient();
  queryClient.setQueryData(decisionQuery(decisionId).queryKey, await readPage(path, () => getRoom(actor, decisionId)));
  const actions = {
    askDecision: askDecisionAction,
    castVote: castVoteAction,
    withdrawVote: withdrawVoteAction,
    addRemark: addRemarkAction,
    answerQuestion: answerQuestionAction,
    remindSlot: remindSlotAction,
    closeDecision: closeDecisionAction,
    askOverride: askOverrideAction,
    agreeOverride: agreeOverrideAction,
    withdrawOverride: withdrawOverrideAction,
    createTag: createTagAction,
    publishRelease: publishReleaseAction,
    reviewRun: reviewDeploymentsAction,
  };
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RoomScreen decisionId={decisionId} actions={actions} />
    </HydrationBoundary>
  );
}
