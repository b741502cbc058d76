import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { releaseQuery } from "@/components/queries";
import { ReleaseScreen } from "@/components/release/release-screen";
import { getReleaseWithDecision } from "@/lib/approvals/server/get-release-with-decision";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";
import { undoCommitAction } from "./changelog/actions";
import { askDecisionAction } from "./go-no-go/actions";

type Props = PageProps<"/repositories/[owner]/[name]/releases/[version]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, version } = await params;
  return { title: `${name} ${decodeURIComponent(version)}` };
}

export default async function ReleasePage({ params, searchParams }: Props) {
  const { owner, name, version: encoded } = await params;
  const version = decodeURIComponent(encoded);
  const { candidate } = await searchParams;
  const sha = typeof candidate === "string" && /^[0-9a-f]{7,40}$/.test(candidate) ? candidate : null;
  const path = `/repositories/${owner}/${name}/releases/${encoded}${sha ? `?candidate=${sha}` : ""}`;
  const actor = await requireActor(path);
  const queryClient = new QueryClient();
  queryClient.setQueryData(
    releaseQuery(owner, name, version, sha).queryKey,
    await readPage(path, () => getReleaseWithDecision(actor, owner, name, version, sha)),
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ReleaseScreen owner={owner} name={name} version={version} sha={sha} undoCommit={undoCommitAction} askDecision={askDecisionAction} />
    </HydrationBoundary>
  );
}
