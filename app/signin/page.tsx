import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { Mark } from "@/components/frame/brand";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { environment } from "@/lib/env/environment";
import { csrfCookieName } from "@/lib/transport/cookies";
import { currentActor } from "@/lib/transport/current-actor";
import { findGithubProblem } from "@/lib/transport/github-problem";
import { safeReturnPath } from "@/lib/transport/safe-return-path";

export const metadata: Metadata = { title: "Sign in" };

/** What next-auth says went wrong, in words with a way out. */
const PROBLEMS: Record<string, string> = {
  OAuthSignin: "GitHub could not be reached. Check that it is up, then try again.",
  OAuthCallback:
    "GitHub did not confirm who you are. Try again; if it goes on, the administrator must check the App's client secret and callback address.",
  Callback: "Signing in did not finish. Try again.",
  AccessDenied: "GitHub did not grant access. Try again, and accept the App's request.",
  SessionRequired: "Sign in to see this page.",
};

export default async function SignInPage({ searchParams }: PageProps<"/signin">) {
  const { error, callbackUrl, again } = await searchParams;
  const returnTo = safeReturnPath(typeof callbackUrl === "string" ? callbackUrl : "/", environment().SLIPWAY_URL);
  // `again`: the session stands, but GitHub no longer accepts its token.
  if (!again && (await currentActor())) redirect(returnTo);
  const csrfToken = (await cookies()).get(csrfCookieName())?.value.split("|")[0];
  // next-auth sets the token's cookie on its own page and sends people back here; once, or cookies are off.
  if (!csrfToken && !again && !error) redirect(`/api/auth/signin?callbackUrl=${encodeURIComponent(returnTo)}`);
  const { SLIPWAY_DEMO, GITHUB_URL } = environment();
  const githubProblem = await findGithubProblem();
  return (
    <main className="mx-auto grid min-h-dvh max-w-sm content-center gap-5 px-5 py-10">
      <div className="flex items-center gap-3">
        <Mark size={36} />
        <div>
          <h1 className="text-xl">Slipway</h1>
          <p className="text-ink-2">From release candidate to verified release.</p>
        </div>
      </div>
      {githubProblem && (
        <Notice look="stale" title="Signing in will not work now.">
          {githubProblem}
        </Notice>
      )}
      {again && !error && (
        <Notice look="needs-person" title="GitHub asks you to sign in again.">
          Your sign-in there has ended or was revoked. Drafts are kept.
        </Notice>
      )}
      {typeof error === "string" && (
        <Notice look="failed" title="You are not signed in.">
          {PROBLEMS[error] ?? "Signing in did not work. Try again."}
        </Notice>
      )}
      {csrfToken ? (
        <form method="post" action="/api/auth/signin/github" className="grid gap-2">
          <input type="hidden" name="csrfToken" value={csrfToken} />
          <input type="hidden" name="callbackUrl" value={returnTo} />
          <Button type="submit" look="primary" size="large">
            Sign in with GitHub
          </Button>
          <p className="text-center text-xs text-ink-3">
            {SLIPWAY_DEMO
              ? "This demo asks a GitHub on your own machine: choose a persona there."
              : `You will be sent to ${new URL(GITHUB_URL).host}.`}
          </p>
        </form>
      ) : (
        <Notice look="needs-person" title="Your browser sends no cookies.">
          Allow cookies for this address, then reload the page.
        </Notice>
      )}
    </main>
  );
}
