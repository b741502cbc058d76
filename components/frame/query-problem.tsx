"use client";

import { ReadError } from "@/components/queries";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** A page that could not be renewed keeps what it shows and says so on top. */
export function QueryProblem({ error }: { error: Error | null }) {
  if (!error) return null;
  const isSignedOut = error instanceof ReadError && error.code === "unauthenticated";
  return (
    <Notice
      look="stale"
      title={error instanceof ReadError ? error.message : "Slipway could not be reached. What you see may be old."}
      className="mb-3.5"
      acts={
        isSignedOut ? (
          <Button asChild>
            <a href="/signin">Sign in again</a>
          </Button>
        ) : undefined
      }
    >
      {isSignedOut ? null : "It tries again by itself as soon as the connection is back."}
    </Notice>
  );
}
