import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { DemoBar } from "@/components/frame/demo-bar";
import { GithubAway } from "@/components/frame/github-away";
import { Providers } from "@/components/frame/providers";
import { Dock, type Place, Rail } from "@/components/frame/rail";
import { mayAdminister } from "@/lib/administration/server/administered-repositories";
import { getGithubState } from "@/lib/administration/server/get-github-state";
import { environment } from "@/lib/env/environment";
import { csrfCookieName } from "@/lib/transport/cookies";
import { currentActor } from "@/lib/transport/current-actor";

const PLACES: Place[] = [
  { href: "/", label: "Home", icon: "home" },
  { href: "/inbox", label: "Inbox", icon: "inbox" },
  { href: "/connect", label: "Connect", icon: "plug" },
];
/** For those who may; the page asks for itself. */
const ADMINISTRATION: Place = { href: "/administration", label: "Administration", icon: "settings" };

/** The frame of every page behind sign-in. It shows who is signed in; each page authorises itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  // The page knows its own address, so it is the page that sends people to sign in and back.
  if (!actor) return children;
  const csrfToken = (await cookies()).get(csrfCookieName())?.value.split("|")[0] ?? "";
  const [githubState, isAdministrator] = await Promise.all([getGithubState(), mayAdminister(actor)]);
  const places = isAdministrator ? [...PLACES, ADMINISTRATION] : PLACES;
  return (
    <Providers renderedAt={new Date()}>
      <a href="#main" className="absolute top-[-60px] left-2 z-50 rounded-sm bg-raised px-3 py-1.5 focus:top-2 focus:shadow-3">
        Skip to content
      </a>
      {environment().SLIPWAY_DEMO && <DemoBar />}
      <div className="flex min-h-[calc(100dvh-var(--demo-bar))]">
        <Rail person={actor} csrfToken={csrfToken} places={places} />
        <main id="main" className="flex min-w-0 flex-1 flex-col">
          <GithubAway initialData={githubState}>
            What you write here is kept; what must be done on GitHub has to wait. Slipway looks every half minute whether it is back, and
            goes on by itself.
          </GithubAway>
          {children}
        </main>
      </div>
      <Dock person={actor} csrfToken={csrfToken} places={places} />
    </Providers>
  );
}
