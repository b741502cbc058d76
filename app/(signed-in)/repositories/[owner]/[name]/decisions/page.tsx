import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PolicyScreen } from "@/components/policy/policy-screen";
import { policyQuery } from "@/components/queries";
import { getPolicySettings } from "@/lib/approvals/server/get-policy-settings";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";
import { endDelegationAction, lendSlotAction, setPolicyAction } from "./actions";

type Props = PageProps<"/repositories/[owner]/[name]/decisions">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Who decides on ${(await params).name}` };
}

export default async function DecisionsPage({ params }: Props) {
  const { owner, name } = await params;
  const path = `/repositories/${owner}/${name}/decisions`;
  const actor = await requireActor(path);
  const queryClient = new QueryClient();
  queryClient.setQueryData(policyQuery(owner, name).queryKey, await readPage(path, () => getPolicySettings(actor, owner, name)));
  const actions = { setPolicy: setPolicyAction, lendSlot: lendSlotAction, endDelegation: endDelegationAction };
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PolicyScreen owner={owner} name={name} actions={actions} />
    </HydrationBoundary>
  );
}
