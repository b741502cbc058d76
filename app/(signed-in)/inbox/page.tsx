import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { InboxScreen } from "@/components/inbox/inbox-screen";
import { inboxQuery } from "@/components/queries";
import { listInbox } from "@/lib/approvals/server/list-inbox";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage() {
  const actor = await requireActor("/inbox");
  const queryClient = new QueryClient();
  queryClient.setQueryData(inboxQuery().queryKey, await readPage("/inbox", () => listInbox(actor)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <InboxScreen />
    </HydrationBoundary>
  );
}
