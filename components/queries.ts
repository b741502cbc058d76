import type { QueryClient } from "@tanstack/react-query";
import type { GithubStateView } from "@/lib/administration/github-state";
import type { InboxItem, PolicySettings, ReleaseWithDecision, RoomView } from "@/lib/approvals/room-view";
import type { ChangelogPageView } from "@/lib/changelog/changelog-page-view";
import type { CommitTargets, ReleaseTarget } from "@/lib/changelog/commit-targets";
import type { DraftNews, DraftView } from "@/lib/changelog/draft-view";
import type { Presence } from "@/lib/changelog/presence";
import type { DraftPulls } from "@/lib/changelog/referenced-pull";
import { renewDraft } from "@/lib/changelog/renew-draft";
import type { RememberedRule } from "@/lib/changelog/suggest/suggestion-input";
import type { HomeRow, RepositoryView } from "@/lib/releases/release-views";
import type { ReviewView, TextChange } from "@/lib/review/review-view";

/** A failed read, with the sentence the server sent. */
export class ReadError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Reads one of our own addresses; a failure carries the sentence of the server. */
export async function readJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { accept: "application/json" } });
  if (response.ok) return (await response.json()) as T;
  const body: unknown = await response.json().catch(() => null);
  const { code, message } = (body ?? {}) as { code?: string; message?: string };
  throw new ReadError(code ?? "upstream", message ?? "Slipway did not answer. It tries again by itself.");
}

/** Parts of an address, each in its own place whatever it holds. */
export const path = (...parts: string[]) => parts.map(encodeURIComponent).join("/");

/** One key per thing: pages put it in on the server, live updates only make it old. */
export const homeQuery = () => ({ queryKey: ["home"], queryFn: () => readJson<HomeRow[]>("/api/home") });

/** Whether GitHub answers. */
export const githubStateQuery = () => ({ queryKey: ["github"], queryFn: () => readJson<GithubStateView>("/api/github") });

export const repositoryQuery = (owner: string, name: string) => ({
  queryKey: ["repository", owner, name],
  queryFn: () => readJson<RepositoryView>(`/api/repositories/${path(owner, name)}`),
});

export const releaseQuery = (owner: string, name: string, version: string, sha: string | null) => ({
  queryKey: ["release", owner, name, version, sha],
  queryFn: () =>
    readJson<ReleaseWithDecision>(`/api/repositories/${path(owner, name)}/releases/${path(version)}${sha ? `?candidate=${sha}` : ""}`),
});

export const changelogPageQuery = (owner: string, name: string, version: string) => ({
  queryKey: ["changelog", owner, name, version],
  queryFn: () => readJson<ChangelogPageView>(`/api/repositories/${path(owner, name)}/releases/${path(version)}/changelog`),
});

export const draftQuery = (draftId: string) => ({
  queryKey: ["draft", draftId],
  queryFn: ({ client }: { client: QueryClient }) => readDraft(client, draftId),
  // What did not change is the same object already; a copy of the rest would be another than the one in sight.
  structuralSharing: false as const,
});

/** The whole draft the first time, then what happened since. */
async function readDraft(client: QueryClient, draftId: string): Promise<DraftView> {
  const url = `/api/drafts/${path(draftId)}`;
  const kept = () => client.getQueryData<DraftView>(["draft", draftId]);
  const asked = kept();
  const answer = await readJson<DraftView | DraftNews>(asked ? `${url}?after=${asked.revision}` : url);
  const known = kept() ?? asked;
  if ("acts" in answer) return (known && renewDraft(known, answer)) ?? readJson<DraftView>(url);
  return known && known.revision > answer.revision ? known : answer;
}

export const presenceQuery = (draftId: string) => ({
  queryKey: ["presence", draftId],
  queryFn: () => readJson<Presence[]>(`/api/drafts/${path(draftId)}/presence`),
});

/** The file under a draft; an object never changes, so it is read once. */
export const sourceQuery = (draftId: string, blobOid: string) => ({
  queryKey: ["source", blobOid],
  queryFn: () => readJson<{ text: string }>(`/api/drafts/${path(draftId)}/source`),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What stands behind the numbers a draft names; other numbers are another thing. */
export const draftPullsQuery = (draftId: string, numbers: number[]) => ({
  queryKey: ["pulls", draftId, numbers.join(",")],
  queryFn: () => readJson<DraftPulls>(`/api/drafts/${path(draftId)}/pulls`),
});

/** Where notes can go: asked anew whenever the dialog opens, for rules and branches change on GitHub. */
export const commitTargetsQuery = (draftId: string) => ({
  queryKey: ["targets", draftId],
  queryFn: () => readJson<CommitTargets>(`/api/drafts/${path(draftId)}/targets`),
  staleTime: 0,
});

/** The GitHub Release of a tag as it stands now. */
export const releaseTargetQuery = (draftId: string, tag: string) => ({
  queryKey: ["github-release", draftId, tag],
  queryFn: () => readJson<ReleaseTarget>(`/api/drafts/${path(draftId)}/github-release?tag=${encodeURIComponent(tag)}`),
  staleTime: 0,
});

export const rulesQuery = (owner: string, name: string) => ({
  queryKey: ["rules", owner, name],
  queryFn: () => readJson<RememberedRule[]>(`/api/repositories/${path(owner, name)}/rules`),
});

export const reviewQuery = (draftId: string) => ({
  queryKey: ["review", draftId],
  queryFn: () => readJson<ReviewView>(`/api/drafts/${path(draftId)}/review`),
});

/** What a step of the review was made on, and what the text is now. */
export const textChangeQuery = (draftId: string, stepId: string) => ({
  queryKey: ["review", draftId, "since", stepId],
  queryFn: () => readJson<TextChange>(`/api/drafts/${path(draftId)}/review/${path(stepId)}`),
});

/** A round of a go/no-go, as this person sees it. */
export const decisionQuery = (decisionId: string) => ({
  queryKey: ["decision", decisionId],
  queryFn: () => readJson<RoomView>(`/api/decisions/${path(decisionId)}`),
});

/** The decisions that wait for this person, in all repositories. */
export const inboxQuery = () => ({ queryKey: ["inbox"], queryFn: () => readJson<InboxItem[]>("/api/inbox") });

/** Who decides on the releases of a repository. */
export const policyQuery = (owner: string, name: string) => ({
  queryKey: ["policy", owner, name],
  queryFn: () => readJson<PolicySettings>(`/api/repositories/${path(owner, name)}/policy`),
});
