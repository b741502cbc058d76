import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { runQuery } from "@/components/runs/run-queries";
import { RunScreen } from "@/components/runs/run-screen";
import { getRun } from "@/lib/runs/server/get-run";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";
import { cancelRunAction, rerunRunAction, reviewDeploymentsAction } from "../actions";

type Props = PageProps<"/repositories/[owner]/[name]/runs/[runId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, runId } = await params;
  return { title: `${name} run ${runId}` };
}

export default async function RunPage({ params, searchParams }: Props) {
  const { owner, name, runId } = await params;
  const { attempt: text } = await searchParams;
  const attempt = typeof text === "string" && /^\d{1,4}$/.test(text) ? Number(text) : null;
  const path = `/repositories/${owner}/${name}/runs/${runId}${attempt ? `?attempt=${attempt}` : ""}`;
  const actor = await requireActor(path);
  const queryClient = new QueryClient();
  queryClient.setQueryData(
    runQuery(owner, name, runId, attempt).queryKey,
    await readPage(path, () => getRun(actor, owner, name, runId, attempt)),
  );
  const actions = { rerun: rerunRunAction, cancel: cancelRunAction, review: reviewDeploymentsAction };
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunScreen owner={owner} name={name} runId={runId} attempt={attempt} actions={actions} />
    </HydrationBoundary>
  );
}
