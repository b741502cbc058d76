import { toReleaseBody } from "./release-body";

/** The longest body GitHub takes for a pull request, in characters ("body is too long (maximum is 65536 characters)"). */
export const LONGEST_PULL_BODY = 65_536;

/** A summary (A69) as a list, and the section under it; cut between entries, with a line that counts what is left out. */
export function toPullRequestBody(
  summary: [name: string, value: string][],
  section: string,
  path: string,
  limit = LONGEST_PULL_BODY,
): { text: string; omitted: number } {
  const head = `${summary.map(([name, value]) => `- **${name}**: ${value}`).join("\n")}\n\n`;
  const { text, omitted } = toReleaseBody(section, path, Math.max(0, limit - head.length));
  return { text: `${head}${text}`, omitted };
}
