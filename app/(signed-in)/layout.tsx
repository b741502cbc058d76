import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { DemoBar } from "@/components/frame/demo-bar";
import { GithubAway } from "@/components/frame/github-away";
import { Providers } from "@/components/frame/providers";
import { Dock, Rail } from "@/components/frame/rail";
import { githubStateQuery } from "@/components/queries";
import { mayAdminister } from "@/lib/administration/server/administered-repositories";
import { getGithubState } from "@/lib/administration/server/get-github-state";
import { environment } from "@/lib/env/environment";
import { csrfCookieName } from "@/lib/transport/cookies";
import { currentActor } from "@/lib/transport/current-actor";

/** The frame of every page behind sign-in. It shows who is signed in; each page authorises itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  // The page knows its own address, so it is the page that sends people to sign in and back.
  if (!actor) return children;
  const csrfToken = (await cookies()).get(csrfCookieName())?.value.split("|")[0] ?? "";
  const queryClient = new QueryClient();
  const [state, isAdministrator] = await Promise.all([getGithubState(), mayAdminister(actor)]);
  queryClient.setQueryData(githubStateQuery().queryKey, state);
  return (
    <Providers>
      <a href="#main" className="absolute top-[-60px] left-2 z-50 rounded-sm bg-raised px-3 py-1.5 focus:top-2 focus:shadow-3">
        Skip to content
      </a>
      {environment().SLIPWAY_DEMO && <DemoBar />}
      <div className="flex min-h-[calc(100dvh-var(--demo-bar))]">
        <Rail person={actor} csrfToken={csrfToken} isAdministrator={isAdministrator} />
        <main id="main" className="flex min-w-0 flex-1 flex-col">
          <HydrationBoundary state={dehydrate(queryClient)}>
            <GithubAway />
          </HydrationBoundary>
          {children}
        </main>
      </div>
      <Dock person={actor} csrfToken={csrfToken} isAdministrator={isAdministrator} />
    </Providers>
  );
}
