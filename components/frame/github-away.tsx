"use client";

import { useQuery } from "@tanstack/react-query";
import { githubStateQuery } from "@/components/queries";
import { Notice } from "@/components/ui/notice";

/** Says on every page that GitHub does not answer, and goes by itself when it does. */
export function GithubAway() {
  const { data } = useQuery(githubStateQuery());
  return (
    <div role="status">
      {data?.awaySince && (
        <Notice
          look="stale"
          className="mx-3.5 mt-3 md:mx-6"
          title={`GitHub has not answered since ${data.awaySince.slice(11, 16)} UTC. What you see is as of then.`}
        >
          What you write here is kept; what must be done on GitHub has to wait. Slipway looks every half minute whether it is back, and goes
          on by itself.
        </Notice>
      )}
    </div>
  );
}
