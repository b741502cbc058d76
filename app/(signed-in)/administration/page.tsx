import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { administrationQuery } from "@/components/administration/administration-query";
import { AdministrationScreen } from "@/components/administration/administration-screen";
import { getAdministration } from "@/lib/administration/server/get-administration";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";

export const metadata: Metadata = { title: "Administration" };

export default async function AdministrationPage() {
  const actor = await requireActor("/administration");
  const queryClient = new QueryClient();
  queryClient.setQueryData(administrationQuery().queryKey, await readPage("/administration", () => getAdministration(actor)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AdministrationScreen />
    </HydrationBoundary>
  );
}
