import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { HomeScreen } from "@/components/home/home-screen";
import { homeQuery, inboxQuery } from "@/components/queries";
import { listInbox } from "@/lib/approvals/server/list-inbox";
import { getHome } from "@/lib/releases/server/get-home";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const actor = await requireActor("/");
  const queryClient = new QueryClient();
  const [rows, inbox] = await readPage("/", () => Promise.all([getHome(actor), listInbox(actor)]));
  queryClient.setQueryData(homeQuery().queryKey, rows);
  queryClient.setQueryData(inboxQuery().queryKey, inbox);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <HomeScreen />
    </HydrationBoundary>
  );
}
