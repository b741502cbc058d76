"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** A fault nobody expected: no message of it is shown, nothing was changed by looking. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="mx-auto max-w-xl p-6">
      <Notice
        look="failed"
        title="This page could not be shown."
        acts={
          <>
            <Button onClick={reset}>Try again</Button>
            <Button asChild look="ghost">
              <a href="/">Go to Home</a>
            </Button>
          </>
        }
      >
        The fault is in the server’s log. Nothing was changed, and drafts are kept.
      </Notice>
    </main>
  );
}
