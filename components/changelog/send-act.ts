import { unwrap } from "@/components/refusal";
import type { UnsavedAct } from "@/lib/changelog/unsaved-acts";
import type { Result } from "@/lib/transport/result";
import { type SavedAs, ServerFailure } from "./unsaved-store";

/** An answer that takes longer is lost; the act is sent again, and the server knows it by its request. */
const PATIENCE_MILLISECONDS = 20_000;

/** Saves one act of this person. Throws a `Refusal` for an answer, anything else when there was none. */
export async function sendAct(draftId: string, authorId: string, { operation, requestId }: UnsavedAct): Promise<SavedAs> {
  const response = await fetch(`/api/drafts/${encodeURIComponent(draftId)}/changes`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ operation, requestId, authorId }),
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  });
  const isOurs = response.headers.get("content-type")?.includes("application/json");
  if (!isOurs) throw response.status === 500 ? new ServerFailure() : new Error(`answered ${response.status}`);
  return unwrap((await response.json()) as Result<SavedAs>);
}
