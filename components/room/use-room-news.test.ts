import { expect, test } from "vitest";
import type { RoomView, VoteView } from "@/lib/approvals/room-view";
import { listNews, listUrgent } from "./use-room-news";

const mine: VoteView = {
  id: "mine",
  login: "lead",
  name: "Lead",
  isMe: true,
  onBehalfOf: null,
  kind: "go",
  words: "",
  at: "2026-11-20T10:00:00Z",
  expiresAt: null,
  standing: { state: "stands" },
  sha: "a".repeat(40),
};

/** Only what the announcements read. */
function room(sha: string, votes: VoteView[], state: RoomView["state"] = "open"): RoomView {
  return {
    decisionId: "one",
    phase: "open",
    state,
    commit: { sha: sha.repeat(40), subject: "", author: "" },
    slots: [{ name: "Lead", needed: 1, have: 0, isRequired: true, state: "open", holders: [], remindedAt: null, votes }],
    me: { voteId: "mine" },
    remarks: [],
    tag: { made: null, plan: { name: "v1.0.0" } },
  } as unknown as RoomView;
}

const stale: VoteView = { ...mine, standing: { state: "stale", why: "the notes changed" } };

test("that the branch moved and the own vote is void is said in one breath", () =>
  expect(listUrgent(room("a", [mine]), room("b", [stale]))).toEqual([
    "The branch moved from aaaaaaa to bbbbbbb.",
    "Your GO is void: the notes changed.",
  ]));

test("a vote that was void already is not said again", () => expect(listUrgent(room("a", [stale]), room("a", [stale]))).toEqual([]));

test("votes of others and the new state are said in turn, the own vote is not", () =>
  expect(listNews(room("a", []), room("a", [mine, { ...mine, id: "other", isMe: false, name: "Demo QA" }], "go"))).toEqual([
    "Demo QA: GO, Lead.",
    "GO.",
  ]));
