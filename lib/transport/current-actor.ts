import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { Actor } from "@/lib/auth/actor";
import { findActor } from "@/lib/auth/server/find-actor";
import { AppError } from "@/lib/errors/app-error";
import { sessionCookieName } from "./cookies";

async function currentActor(): Promise<Actor | null> {
  return findActor((await cookies()).get(sessionCookieName())?.value);
}

/** The signed-in person, for pages: who is not signed in goes to sign in and comes back. */
export async function requireActor(returnTo: string): Promise<Actor> {
  return (await currentActor()) ?? redirect(`/signin?callbackUrl=${encodeURIComponent(returnTo)}`);
}

/** The signed-in person, for actions and routes. */
export async function requireActorOrFail(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw new AppError("unauthenticated", "You are signed out. Sign in again; what you typed is still here.");
  return actor;
}

export { currentActor };
