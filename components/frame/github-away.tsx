"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { githubStateQuery } from "@/components/queries";
import { useAnnounce } from "@/components/ui/live-region";
import { Notice } from "@/components/ui/notice";
import type { GithubStateView } from "@/lib/administration/github-state";

/** Says on every page that GitHub does not answer, and goes by itself when it does; either is announced once. */
export function GithubAway({ initialData, children }: { initialData: GithubStateView; children: ReactNode }) {
  const { awaySince } = useQuery({ ...githubStateQuery(), initialData }).data;
  const { polite } = useAnnounce();
  const said = useRef(awaySince);
  useEffect(() => {
    if (said.current === awaySince) return;
    polite(awaySince ? "GitHub does not answer." : "GitHub answers again.");
    said.current = awaySince;
  }, [awaySince, polite]);
  if (!awaySince) return null;
  return (
    <Notice
      look="stale"
      className="mx-3.5 mt-3 md:mx-6"
      title={`GitHub has not answered since ${awaySince.slice(11, 16)} UTC. What you see is as of then.`}
    >
      {children}
    </Notice>
  );
}
