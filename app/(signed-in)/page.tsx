import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { HomeScreen } from "@/components/home/home-screen";
import { homeQuery } from "@/components/queries";
import { getHome } from "@/lib/releases/server/get-home";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const actor = await requireActor("/");
  const queryClient = new QueryClient();
  queryClient.setQueryData(homeQuery().queryKey, await readPage("/", () => getHome(actor)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <HomeScreen />
    </HydrationBoundary>
  );
}
