import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { runsQuery } from "@/components/runs/run-queries";
import { RunsScreen } from "@/components/runs/runs-screen";
import { getRuns } from "@/lib/runs/server/get-runs";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";
import { dispatchWorkflowAction, setCheckRulesAction } from "./actions";

type Props = PageProps<"/repositories/[owner]/[name]/runs">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: `${name} runs` };
}

export default async function RunsPage({ params }: Props) {
  const { owner, name } = await params;
  const path = `/repositories/${owner}/${name}/runs`;
  const actor = await requireActor(path);
  const queryClient = new QueryClient();
  queryClient.setQueryData(runsQuery(owner, name).queryKey, await readPage(path, () => getRuns(actor, owner, name)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunsScreen owner={owner} name={name} dispatch={dispatchWorkflowAction} setCheckRules={setCheckRulesAction} />
    </HydrationBoundary>
  );
}
