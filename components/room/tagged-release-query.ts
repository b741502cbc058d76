import { path, readJson } from "@/components/queries";
import type { GithubReleaseView } from "@/lib/approvals/room-view";

/** The GitHub Release of a round's tag as it stands on GitHub now. */
export const taggedReleaseQuery = (decisionId: string) => ({
  queryKey: ["decision", decisionId, "github-release"],
  queryFn: () => readJson<GithubReleaseView>(`/api/decisions/${path(decisionId)}/github-release`),
});
