"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { Sha } from "@/components/release/sha";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { StateLabel } from "@/components/ui/state";
import type { GithubReleaseView, RoomView } from "@/lib/approvals/room-view";
import { PublishDialog } from "./publish-dialog";
import type { RoomActions } from "./room-actions";
import { TagDialog } from "./tag-dialog";
import { TagPlanView } from "./tag-plan-view";
import { taggedReleaseQuery } from "./tagged-release-query";

interface TagProps {
  room: RoomView;
  actions: Pick<RoomActions, "createTag" | "publishRelease">;
  className?: string;
}

/** The step after the decision: what will be done, exactly, and after it what was done and what it started. */
export function TagCard({ room, actions, className }: TagProps) {
  const { tag } = room;
  if (tag.made) return <MadeTag room={room} made={tag.made} publishRelease={actions.publishRelease} className={className} />;
  return <PlannedTag room={room} createTag={actions.createTag} className={className} />;
}

function PlannedTag({ room, createTag, className }: { room: RoomView; createTag: RoomActions["createTag"]; className?: string }) {
  const [isCreating, setCreating] = useState(false);
  const { tag, phase } = room;
  const isReady = tag.refusal === null;
  return (
    <Card title="Tag" detail={isReady ? "ready to be created" : "the plan, before anything is done"} className={className}>
      <div className="grid gap-3 p-3.5">
        <TagPlanView room={room} />
        {phase === "tagging" && <StateLabel state="running">{`${tag.plan.name} is being created.`}</StateLabel>}
        {tag.refusal && <p className="text-ink-2">{tag.refusal}</p>}
        {phase === "open" && (
          <Button
            look={isReady ? "primary" : "plain"}
            className="justify-self-start print:hidden"
            blockedBy={tag.refusal}
            onClick={() => setCreating(true)}
          >
            <Icon name="tag" size={14} />
            Create tag {tag.plan.name}
          </Button>
        )}
      </div>
      {isCreating && <TagDialog room={room} createTag={createTag} onClose={() => setCreating(false)} />}
    </Card>
  );
}

const RELEASE_WORDS: Record<GithubReleaseView["state"], string> = {
  none: "There is no GitHub Release yet.",
  draft: "The GitHub Release is a draft; nobody outside sees it.",
  published: "The GitHub Release is published.",
  foreign: "A GitHub Release is published, but not by Slipway: its words may be others than the notes that were approved.",
};

interface MadeTagProps {
  room: RoomView;
  made: NonNullable<RoomView["tag"]["made"]>;
  publishRelease: RoomActions["publishRelease"];
  className?: string;
}

function MadeTag({ room, made, publishRelease, className }: MadeTagProps) {
  const [isPublishing, setPublishing] = useState(false);
  const { runs, releaseRefusal } = room.tag;
  // Until GitHub has answered, or when it does not: what Slipway did.
  const { data: githubRelease = room.tag.githubRelease } = useQuery(taggedReleaseQuery(room.decisionId));
  const mayPublish = githubRelease.state === "none" || githubRelease.state === "draft";
  return (
    <Card
      title={`Tag ${made.name}`}
      detail={<StateLabel state="passed">{made.wasAdopted ? "Found and taken over" : "Created"}</StateLabel>}
      className={className}
    >
      <div className="grid gap-3 p-3.5" data-tag={made.name}>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Icon name="tag" className="text-passed" />
          <a href={`${room.repositoryUrl}/tree/${encodeURIComponent(made.name)}`} className="font-medium hover:underline">
            {made.name}
          </a>
          on <Sha sha={made.sha} />
          <span className="text-ink-3">
            {made.wasAdopted ? "stood there already and was taken over by" : "by"} {made.by}, <Ago at={made.at} suffix=" ago" />
          </span>
        </p>
        <section aria-label="Runs that the tag started" className="grid gap-1">
          <h3 className="text-xs text-ink-2">What it started</h3>
          {runs.length === 0 ? (
            <p className="text-ink-2">No run has begun at the tag yet. It appears here by itself.</p>
          ) : (
            <ul className="divide-y divide-line rounded-sm border border-line">
              {runs.map((run) => (
                <li key={run.id} data-run-state={run.state}>
                  <Link
                    href={`/repositories/${room.owner}/${room.name}/runs/${run.id}`}
                    className="flex min-h-9 items-center gap-2 px-3 hover:bg-hover"
                  >
                    <span className="min-w-0 flex-1 truncate">{run.workflowName}</span>
                    <StateLabel state={run.state} />
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section aria-label="GitHub Release" className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <p className="min-w-0 flex-1 basis-52">
            {RELEASE_WORDS[githubRelease.state]}{" "}
            {githubRelease.url && (
              <a href={githubRelease.url} className="inline-flex items-center gap-1 text-accent hover:underline">
                Open it
                <Icon name="out" size={14} />
              </a>
            )}
          </p>
          {mayPublish && (
            <Button look="primary" className="print:hidden" blockedBy={releaseRefusal} onClick={() => setPublishing(true)}>
              Publish the GitHub Release…
            </Button>
          )}
        </section>
        {mayPublish && releaseRefusal && <p className="text-xs text-ink-3">{releaseRefusal}</p>}
      </div>
      {isPublishing && <PublishDialog room={room} publishRelease={publishRelease} onClose={() => setPublishing(false)} />}
    </Card>
  );
}
