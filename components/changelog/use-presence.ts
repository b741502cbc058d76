"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { presenceQuery } from "@/components/queries";
import { useAnnounce } from "@/components/ui/live-region";
import { type Colleague, describeComings, listColleagues, type Presence } from "@/lib/changelog/presence";
import type { Result } from "@/lib/transport/result";

const BEAT_MILLISECONDS = 20_000;
/** Focus passes over many rows on its way; only where it rests is told. */
const REST_MILLISECONDS = 500;
/** Who reloads leaves and comes back: that is not announced. */
const SETTLE_MILLISECONDS = 2_000;

/** Tells the others that this tab has the draft open and where it works, and answers with who else has. */
export function usePresence(draftId: string, viewerId: string | undefined, editing: string | null): Colleague[] {
  const queryClient = useQueryClient();
  const [tabId] = useState(() => crypto.randomUUID());
  const focused = useFocusedEntry();
  const entryId = editing ?? focused;
  const isEditing = editing !== null;
  const place = useRef({ entryId, isEditing });
  place.current = { entryId, isEditing };
  const { data: presences } = useQuery({ ...presenceQuery(draftId), initialData: NOBODY });

  const beat = useCallback(
    async (isLeaving: boolean) => {
      const response = await fetch(`/api/drafts/${encodeURIComponent(draftId)}/presence`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ tabId, ...place.current, isLeaving }),
        // The page may be closing.
        keepalive: isLeaving,
      });
      const result = response.ok && !isLeaving ? ((await response.json()) as Result<Presence[]>) : null;
      if (result?.ok) queryClient.setQueryData(presenceQuery(draftId).queryKey, result.value);
    },
    [draftId, tabId, queryClient],
  );
  useEffect(() => {
    // Being seen is worth no error: without a connection the others see this tab leave.
    const tell = (isLeaving: boolean) => void beat(isLeaving).catch(() => {});
    const stay = () => document.visibilityState === "visible" && tell(false);
    const leave = () => tell(true);
    const timer = setInterval(stay, BEAT_MILLISECONDS);
    document.addEventListener("visibilitychange", stay);
    window.addEventListener("pageshow", stay);
    window.addEventListener("pagehide", leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", stay);
      window.removeEventListener("pageshow", stay);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [beat]);
  useEffect(() => {
    const timer = setTimeout(() => void beat(false).catch(() => {}), REST_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [beat, entryId, isEditing]);

  const colleagues = useMemo(() => (viewerId ? listColleagues(presences, viewerId) : []), [presences, viewerId]);
  useAnnouncedComings(colleagues);
  return colleagues;
}

const NOBODY: Presence[] = [];

/** The entry that has the focus, once it rests there. */
function useFocusedEntry(): string | null {
  const [focused, setFocused] = useState<string | null>(null);
  useEffect(() => {
    const look = () => setFocused(document.activeElement?.closest<HTMLElement>("[data-entry]")?.dataset.entry ?? null);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look, REST_MILLISECONDS);
    };
    document.addEventListener("focusin", later);
    document.addEventListener("focusout", later);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("focusin", later);
      document.removeEventListener("focusout", later);
    };
  }, []);
  return focused;
}

/** Says once, politely, who came and who left. */
function useAnnouncedComings(colleagues: Colleague[]): void {
  const { polite } = useAnnounce();
  const said = useRef<Colleague[]>([]);
  const latest = useRef(colleagues);
  latest.current = colleagues;
  // Where they are changes with every row they pass; the wait starts anew only when somebody comes or leaves.
  const people = colleagues.map(({ userId }) => userId).join(" ");
  useEffect(() => {
    const timer = setTimeout(() => {
      const sentence = describeComings(said.current, latest.current);
      said.current = latest.current;
      if (sentence) polite(sentence);
    }, SETTLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [people, polite]);
}
