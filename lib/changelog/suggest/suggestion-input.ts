import type { Version } from "@/lib/releases/version";

/** What is known of the pull request behind an entry; every part may be missing. */
export interface PullRequestFacts {
  /** True when the entry refers to an issue, and no pull request is known. */
  isIssue?: boolean;
  title?: string;
  labels?: string[];
  /** Touched files, from the root of the repository. */
  paths?: string[];
  branch?: string;
  author?: string;
  /** Labels of the issues it closes, e.g. `#41` or `other/repository#41`. */
  linkedIssues?: string[];
  /** The conventional scope of its title, when there is one: `fix(scheduler): …`. */
  scope?: string;
}

/** One bullet to find a subsection for. */
export interface SuggestionEntry {
  id: string;
  /** Without bullet and trailing references. */
  text: string;
  /** Labels of its references, e.g. `#8008`. */
  references: string[];
  pullRequest?: PullRequestFacts;
}

/** A subsection that people wrote already; its entries are no longer up for grouping. */
export interface PlacedGroup {
  subsectionId: string;
  title: string;
  entryIds: string[];
}

/** One flat category; the order of the entries is their order in the section. */
export interface CategoryInput {
  id: string;
  title: string;
  entries: SuggestionEntry[];
  /** Subsections that hold some of these entries already; they may be offered further entries. */
  placed?: PlacedGroup[];
}

/** A subsection of an earlier release. */
export interface EarlierGroup {
  /** Null for entries that stood under the category itself or under `Other …`. */
  title: string | null;
  description: string;
  texts: string[];
}

export interface EarlierCategory {
  title: string;
  groups: EarlierGroup[];
}

/** A section below the one being written, newest first in a {@link History}. */
export interface EarlierSection {
  version: Version;
  categories: EarlierCategory[];
}

export interface History {
  sections: EarlierSection[];
}

/** "Always put this here": remembered for one repository. */
export interface RememberedRule {
  id: string;
  type: "label" | "scope" | "path" | "phrase";
  /** A label or scope compares without case; a path is a file or a folder with all below it; a phrase is found anywhere in the text. */
  value: string;
  /** Title of the subsection. */
  title: string;
}

/** Everything suggestions are made of; nothing else is looked at (no clock, no network, no randomness). */
export interface SuggestionInput {
  categories: CategoryInput[];
  history: History;
  rules?: RememberedRule[];
  /** Parts of the software that are never a title on their own (A62). */
  componentNames?: string[];
}

/** Component names of preset A, used when a repository configures none (A62). */
export const COMPONENT_NAMES = ["manager", "agent", "storage-proxy", "webui", "client", "common"];
