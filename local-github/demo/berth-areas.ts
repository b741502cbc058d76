import type { DemoEntry, FragmentType } from "./berth-entries";

/** The parts of berth: what an entry of theirs mentions, and the file such work touches. The first that fits counts. */
const AREAS: [area: string, file: string, words: RegExp][] = [
  ["scheduler", "src/berth/scheduler/fair_share.py", /fair share|--explain-share/i],
  ["scheduler", "src/berth/scheduler/queue.py", /queue|scheduling|scheduler|waiting/i],
  ["serving", "src/berth/serving/revisions.py", /revision|rollback|endpoint/i],
  ["serving", "src/berth/serving/traffic.py", /traffic/i],
  ["storage", "src/berth/storage/quota.py", /quota/i],
  ["images", "src/berth/images/mirrors.py", /mirror/i],
  ["images", "src/berth/images/registry.py", /\bimages?\b|signature.* pull|\bpull\b/i],
  ["idle", "src/berth/idle/checker.py", /\bidle|idleness/i],
  ["recovery", "src/berth/recovery/restore.py", /recover|restart|restore|killed/i],
  ["webhooks", "src/berth/webhooks/deliver.py", /webhook/i],
  ["groups", "src/berth/groups/settings.py", /resource group/i],
  ["reports", "src/berth/reports/export.py", /CSV|export|audit/i],
  ["auth", "src/berth/auth/sign_in.py", /OIDC|LDAP|role/],
  ["sessions", "src/berth/sessions/lifecycle.py", /session/i],
];

const TYPE_LABELS: Record<FragmentType, string> = {
  feature: "type:feature",
  enhance: "type:improvement",
  fix: "type:bug",
  doc: "type:documentation",
  misc: "type:maintenance",
};

/** The file an entry's pull request touches beside its fragment. */
export function fileOf({ text, type }: DemoEntry): string {
  const [area, file] = areaOf(text) ?? ["common", "src/berth/common/settings.py"];
  return type === "doc" ? `docs/${area}.md` : file;
}

/** The labels its pull request carries. */
export function labelsOf({ text, type }: DemoEntry): string[] {
  const area = areaOf(text)?.[0];
  return [...(area ? [`area:${area}`] : []), TYPE_LABELS[type]];
}

const areaOf = (text: string) => AREAS.find(([, , words]) => words.test(text));

/** Entries named after the issue they settle, as towncrier allows, with the pull request that settled it. */
export const BERTH_ISSUES: { number: number; pull: number; title: string; author: string; labels: string[] }[] = [
  {
    number: 4113,
    pull: 4114,
    title: "Nobody knows how fast fair share weights decay",
    author: "demo-auditor",
    labels: ["area:scheduler", "type:documentation"],
  },
];
