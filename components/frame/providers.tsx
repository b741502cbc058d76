"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Toaster } from "sonner";
import { LiveProvider } from "@/components/live/live-provider";
import { ReadError } from "@/components/queries";
import { LiveRegionProvider } from "@/components/ui/live-region";
import { RenderedAt } from "@/components/ui/rendered-at";

/** What every signed-in page stands in: the cache, the live stream, announcements and toasts. */
export function Providers({ renderedAt, children }: { renderedAt: Date; children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            // The stream says when something is old; focus only catches what a sleeping tab missed.
            staleTime: 10_000,
            retry: (count, error) =>
              !(error instanceof ReadError && ["unauthenticated", "forbidden", "not-found", "conflict"].includes(error.code)) && count < 3,
          },
        },
      }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <RenderedAt value={renderedAt}>
        <LiveRegionProvider>
          <LiveProvider>{children}</LiveProvider>
        </LiveRegionProvider>
      </RenderedAt>
      <Toaster
        position="bottom-right"
        duration={8000}
        // Above the dock.
        mobileOffset={{ bottom: 64 }}
        toastOptions={{
          className: "!bg-raised !text-ink !border-line !shadow-3 !font-sans !text-sm",
          actionButtonStyle: { background: "var(--accent-solid)", color: "white" },
        }}
      />
    </QueryClientProvider>
  );
}
