"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { Page } from "@/components/frame/page";
import { unwrap } from "@/components/refusal";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { StateLabel } from "@/components/ui/state";
import type { Result } from "@/lib/transport/result";

interface ConnectableRow {
  fullName: string;
  description: string;
  isPrivate: boolean;
  isConnected: boolean;
  obstacle: string | null;
}

interface ConnectScreenProps {
  repositories: ConnectableRow[];
  /** Why the list could not be read, as a sentence. */
  problem: string | null;
  connect: (input: { fullName: string }) => Promise<Result<{ fullName: string }>>;
}

/** Everything the person reaches on GitHub; what can be connected, and what stands in the way. */
export function ConnectScreen({ repositories, problem, connect }: ConnectScreenProps) {
  const [filter, setFilter] = useState("");
  const shown = repositories.filter(({ fullName, description }) =>
    `${fullName} ${description}`.toLowerCase().includes(filter.trim().toLowerCase()),
  );
  return (
    <Page title="Connect a repository" crumbs={[{ href: "/", label: "Home" }]}>
      <div className="grid max-w-3xl gap-3.5 px-3.5 py-4 md:px-6">
        <p className="text-ink-2">
          Slipway reads a connected repository’s branches, tags, pull requests, workflow runs and changelog. It writes only when somebody
          presses a button, with that person’s own rights.
        </p>
        {problem && <Notice look="failed" title={problem} />}
        {!problem && repositories.length === 0 && (
          <Notice look="info" title="GitHub shows you no repository.">
            Ask an administrator of the repository to add you, then reload this page.
          </Notice>
        )}
        {repositories.length > 0 && (
          <Card title="Your repositories" detail={repositories.length}>
            <label className="flex h-10 items-center gap-2 border-b border-line px-3.5 text-ink-3">
              <Icon name="search" size={14} />
              <span className="sr-only">Find a repository</span>
              <input
                value={filter}
                onChange={(event) => setFilter(event.target.value)}
                placeholder="Find a repository"
                className="w-full text-ink outline-offset-4"
              />
            </label>
            <ul className="divide-y divide-line">
              {shown.map((repository) => (
                <ConnectableItem key={repository.fullName} repository={repository} connect={connect} />
              ))}
              {shown.length === 0 && <li className="px-3.5 py-3 text-ink-2">No repository matches “{filter}”.</li>}
            </ul>
          </Card>
        )}
      </div>
    </Page>
  );
}

function ConnectableItem({ repository, connect }: { repository: ConnectableRow; connect: ConnectScreenProps["connect"] }) {
  const queryClient = useQueryClient();
  const { fullName, description, isPrivate, isConnected, obstacle } = repository;
  const mutation = useMutation({
    mutationFn: async () => unwrap(await connect({ fullName })),
    onSuccess: async () => {
      toast(`Connected ${fullName}. Its candidates appear in a moment.`);
      await queryClient.invalidateQueries({ queryKey: ["home"] });
    },
  });
  const isDone = isConnected || mutation.isSuccess;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{fullName}</span>
          {isPrivate && <Chip>private</Chip>}
        </p>
        <p className="truncate text-xs text-ink-3">{description}</p>
        {mutation.error && <p className="text-failed">{mutation.error.message}</p>}
        {obstacle && !isDone && <p className="text-xs text-ink-2">{obstacle}</p>}
      </div>
      {isDone ? (
        <>
          <StateLabel state="passed">Connected</StateLabel>
          <Button asChild size="small">
            <Link href={`/repositories/${fullName}`}>Open</Link>
          </Button>
        </>
      ) : (
        <Button look={obstacle ? "plain" : "primary"} blockedBy={obstacle} onClick={() => mutation.mutate()}>
          {mutation.isPending ? "Connecting…" : `Connect ${fullName.split("/")[1]}`}
        </Button>
      )}
    </li>
  );
}
