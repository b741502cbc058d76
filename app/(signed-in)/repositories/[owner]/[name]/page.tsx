import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { repositoryQuery } from "@/components/queries";
import { RepositoryScreen } from "@/components/repository/repository-screen";
import { getRepository } from "@/lib/releases/server/get-repository";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";
import { setChangelogPathAction, setNotesGeneratedAction, setTimeZoneAction } from "./actions";

export async function generateMetadata({ params }: PageProps<"/repositories/[owner]/[name]">): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function RepositoryPage({ params }: PageProps<"/repositories/[owner]/[name]">) {
  const { owner, name } = await params;
  const path = `/repositories/${owner}/${name}`;
  const actor = await requireActor(path);
  const queryClient = new QueryClient();
  queryClient.setQueryData(repositoryQuery(owner, name).queryKey, await readPage(path, () => getRepository(actor, owner, name)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RepositoryScreen
        owner={owner}
        name={name}
        setChangelogPath={setChangelogPathAction}
        setTimeZone={setTimeZoneAction}
        setNotesGenerated={setNotesGeneratedAction}
      />
    </HydrationBoundary>
  );
}
