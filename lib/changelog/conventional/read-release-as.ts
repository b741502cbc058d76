import { compareVersions, parseVersion, type Version } from "@/lib/releases/version";
import type { StandingCommit } from "./cancel-reverts";
import type { VersionAnswer, VersionPolicy, VersionWarning } from "./version-suggestion";

interface Request {
  text: string;
  by: { sha: string; subject: string } | null;
}

/**
 * The version that `release-as` in the configuration or the newest `Release-As` footer asks for; no answer
 * when nothing does or when it is no version. A footer of an unconventional commit does not count.
 */
export function readReleaseAs(
  current: Version,
  commits: StandingCommit[],
  { releaseAs }: VersionPolicy,
): { answer: VersionAnswer | null; warnings: VersionWarning[] } {
  const footers = commits.flatMap(({ sha, subject, changes }): Request[] =>
    changes.flatMap(({ type, releaseAs: text }) => (type && text ? [{ text, by: { sha, subject } }] : [])),
  );
  const requests: Request[] = releaseAs ? [{ text: releaseAs, by: null }, ...footers] : footers;
  const warnings: VersionWarning[] = [];
  const [request] = requests;
  if (!request) return { answer: null, warnings };
  const warn = (id: VersionWarning["id"], message: string) => warnings.push({ id, rule: null, sha: request.by?.sha ?? null, message });
  const version = parseVersion(request.text);
  const source = request.by ? `The footer Release-As of “${request.by.subject}”` : "release-as in the configuration";
  if (!version) {
    warn("release-as-unreadable", `${source} is no version; correct it, for example to 1.2.3.`);
    return { answer: null, warnings };
  }
  if (compareVersions(version, current) <= 0)
    warn("release-as-not-newer", `${source} asks for ${version.text}, which does not follow ${current.text}; ask for a later version.`);
  if (requests.some(({ text }) => parseVersion(text)?.text !== version.text))
    warn("release-as-differs", `${source} asks for ${version.text} and wins, but others ask for something else; check which is meant.`);
  const reason = `${source} asks for exactly ${version.text}.`;
  const rule = request.by ? "Release-As" : "release-as";
  return { answer: { bump: bumpBetween(current, version), version: version.text, rule, decidedBy: request.by, reason }, warnings };
}

function bumpBetween(current: Version, next: Version): VersionAnswer["bump"] {
  if (current.numbers[0] !== next.numbers[0]) return "major";
  return (current.numbers[1] ?? 0) === (next.numbers[1] ?? 0) ? "patch" : "minor";
}
