import type { Policy } from "./policy";

/** The tag as it will be made: shown before it is made, and never anything else. */
export interface TagPlan {
  name: string;
  sha: string;
  message: string;
}

/**
 * The message of a release tag: `Release v<version>`, the repository's own lines, and the digest of the decision, so that
 * who has a clone and the record can prove which decision it was (B60).
 */
export function tagMessage(version: string, { tag }: Pick<Policy, "tag">, decisionDigest: string, override: string | null): string {
  const lines = [
    `Release v${version}`,
    ...(tag.extraLines.length > 0 ? ["", ...tag.extraLines.map((line) => line.replaceAll("<version>", version))] : []),
    ...(override === null ? [] : ["", `Override: ${override.replace(/\s+/g, " ")}`]),
    ...(tag.hasDecisionDigest ? ["", `Decision: sha256:${decisionDigest}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}
