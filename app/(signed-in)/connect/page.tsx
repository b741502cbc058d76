import type { Metadata } from "next";
import { ConnectScreen } from "@/components/connect/connect-screen";
import { AppError } from "@/lib/errors/app-error";
import { type Connectable, listConnectable } from "@/lib/releases/server/connect-repository";
import { requireActor } from "@/lib/transport/current-actor";
import { readPage } from "@/lib/transport/read-page";
import { connectRepositoryAction } from "./actions";

export const metadata: Metadata = { title: "Connect a repository" };

export default async function ConnectPage() {
  const actor = await requireActor("/connect");
  let repositories: Connectable[] = [];
  let problem: string | null = null;
  try {
    repositories = await readPage("/connect", () => listConnectable(actor));
  } catch (error) {
    // This page asks GitHub itself; while it is away there is nothing older to show.
    if (!(error instanceof AppError)) throw error;
    problem = error.message;
  }
  return <ConnectScreen repositories={repositories} problem={problem} connect={connectRepositoryAction} />;
}
