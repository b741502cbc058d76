import { parseVersion } from "@/lib/releases/version";

/** The tag a version will get: with the `v` that the repository's newest final tag has or has not. */
export function proposeTag(version: string, finalTags: readonly string[]): string {
  const last = finalTags.at(-1);
  return last === undefined || last.startsWith("v") ? `v${version}` : version;
}

/** Tags that name finals, in the order given. */
export function listFinalTags(tags: readonly string[]): string[] {
  return tags.filter((tag) => /^v?\d/.test(tag) && parseVersion(tag.replace(/^v/, ""))?.type === "final");
}
