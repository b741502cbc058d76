import { History } from "./history";
import { PERSONAS, RELEASE_BOT } from "./people";

const DAY = 86_400_000;
const BASE = "https://github.example/kestrel-harbor/gantry";

const RELEASES: { version: string; daysAgo: number; entries: [type: "Features" | "Bug Fixes", scope: string, text: string][] }[] = [
  {
    version: "0.6.0",
    daysAgo: 236,
    entries: [
      ["Features", "crane", "lift containers by label"],
      ["Bug Fixes", "cli", "exit with 2 when a manifest is missing"],
    ],
  },
  {
    version: "0.7.0",
    daysAgo: 151,
    entries: [
      ["Features", "queue", "hold a lift until its berth is free"],
      ["Features", "cli", "add a plan command"],
      ["Bug Fixes", "crane", "stop a lift when the wind sensor is silent"],
    ],
  },
  { version: "0.7.1", daysAgo: 139, entries: [["Bug Fixes", "queue", "keep the order of equal priorities"]] },
  {
    version: "0.8.0",
    daysAgo: 64,
    entries: [
      ["Features", "api", "stream lift events"],
      ["Features", "crane", "support two hooks"],
      ["Bug Fixes", "api", "answer 404 for unknown cranes"],
    ],
  },
  { version: "0.8.1", daysAgo: 49, entries: [["Bug Fixes", "crane", "release the hook after an aborted lift"]] },
];
const NEXT: (typeof RELEASES)[number] = {
  version: "0.9.0",
  daysAgo: 0.4,
  entries: [
    ["Features", "queue", "explain why a lift waits"],
    ["Features", "api", "page through finished lifts"],
    ["Features", "cli", "watch a lift until it ends"],
    ["Bug Fixes", "crane", "measure the load twice before a lift"],
    ["Bug Fixes", "queue", "forget lifts of removed cranes"],
  ],
};

export const GANTRY_RELEASE_BRANCH = "release-please--branches--main";

/** A Release Please project: conventional commits on main and one open release pull request. */
export function writeGantry(now: number): History {
  const history = new History();
  const [manager, lead] = PERSONAS;
  if (!manager || !lead) throw new Error("the demo has a manager and a lead");
  let changelog = "";
  let last = history.commit({
    branch: "main",
    author: lead,
    at: now - 260 * DAY,
    message: "chore: start gantry\n",
    files: { ...FIXED_FILES, ...versionFiles("0.5.0"), "CHANGELOG.md": "# Changelog\n" },
  });
  history.tag("v0.5.0", last, lead, now - 260 * DAY);
  let previous = "0.5.0";
  for (const { version, daysAgo, entries } of [...RELEASES, NEXT]) {
    const isNext = version === NEXT.version;
    entries.forEach(([type, scope, text], index) => {
      const at = now - (daysAgo + (entries.length - index) * 0.7) * DAY;
      last = history.commit({
        branch: "main",
        author: index % 2 ? manager : lead,
        at,
        message: `${type === "Features" ? "feat" : "fix"}(${scope}): ${text}\n`,
        files: { [`src/${scope}.go`]: `package ${scope} // ${text}\n` },
      });
    });
    const at = now - daysAgo * DAY;
    changelog = `${section(version, previous, at, entries)}\n${changelog}`;
    const files = { ...versionFiles(version), "CHANGELOG.md": `# Changelog\n\n${changelog}` };
    const branch = isNext ? GANTRY_RELEASE_BRANCH : "main";
    const mark = history.commit({ branch, from: last, author: RELEASE_BOT, at, message: `chore(main): release ${version}\n`, files });
    if (!isNext) {
      history.tag(`v${version}`, mark, RELEASE_BOT, at);
      last = mark;
    }
    previous = version;
  }
  return history;
}

export const GANTRY_PULL = {
  number: 412,
  title: `chore(main): release ${NEXT.version}`,
  body: "Merging this pull request updates the version and the changelog. Nothing is published by it.",
  daysAgo: NEXT.daysAgo,
};

function section(version: string, previous: string, at: number, entries: (typeof RELEASES)[number]["entries"]): string {
  const day = new Date(at).toISOString().slice(0, 10);
  const parts = (["Features", "Bug Fixes"] as const).flatMap((type) => {
    const own = entries.filter(([entryType]) => entryType === type);
    if (own.length === 0) return [];
    return [
      `### ${type}\n\n${own.map(([, scope, text], index) => `* **${scope}:** ${text} ([${fakeSha(version + text)}](${BASE}/commit/${fakeSha(version + text)}${index}))\n`).join("")}`,
    ];
  });
  return `## [${version}](${BASE}/compare/v${previous}...v${version}) (${day})\n\n\n${parts.join("\n")}`;
}

/** Seven hexadecimal digits that look like a commit; the demo's notes were written before its commits existed. */
function fakeSha(text: string): string {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619) >>> 0;
  return hash.toString(16).padStart(8, "0").slice(0, 7);
}

function versionFiles(version: string): Record<string, string> {
  return {
    ".release-please-manifest.json": `${JSON.stringify({ ".": version }, null, 2)}\n`,
    "package.json": `${JSON.stringify({ name: "gantry", version, private: true }, null, 2)}\n`,
  };
}

const FIXED_FILES: Record<string, string> = {
  "README.md": "# gantry\n\nDrives container cranes. Invented for the demo of Slipway.\n",
  "release-please-config.json": `${JSON.stringify({ packages: { ".": { "release-type": "node", "include-component-in-tag": false } } }, null, 2)}\n`,
  ".github/workflows/ci.yml": `name: Checks
on:
  push:
    branches: [main]
    tags: ["v*"]
  pull_request:
  workflow_dispatch:
jobs:
  unit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - name: Run unit tests
        run: go test ./...
  integration:
    needs: unit
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - name: Start the crane simulator
        run: make simulator
      - name: Run integration tests
        run: make integration
`,
};
