import { BERTH_ISSUES, fileOf } from "./berth-areas";
import { BERTH_TRAIN, CATEGORY_TITLES, type DemoEntry, type FragmentType, pastEntries } from "./berth-entries";
import { History } from "./history";
import { PERSONAS } from "./people";

const DAY = 86_400_000;
const CHANGELOG_HEAD = `# Changes

<!--
    Written by towncrier from the files in changes/.
    Add a fragment there instead of a line here.
-->

<!-- towncrier release notes start -->

`;

/** Past releases of berth, oldest first, with their age in days; every minor release had its candidates. */
export const BERTH_PAST: { version: string; daysAgo: number; candidates: number }[] = [
  ["23.1.0", 1180, 2],
  ["23.1.1", 1160, 0],
  ["23.2.0", 1010, 2],
  ["23.2.1", 990, 0],
  ["23.2.2", 960, 1],
  ["24.1.0", 870, 3],
  ["24.1.1", 850, 0],
  ["24.2.0", 720, 2],
  ["24.2.1", 705, 0],
  ["24.3.0", 610, 2],
  ["24.3.1", 600, 0],
  ["25.1.0", 520, 3],
  ["25.1.1", 508, 0],
  ["25.1.2", 489, 0],
  ["25.2.0", 402, 2],
  ["25.2.1", 390, 1],
  ["25.3.0", 285, 3],
  ["25.3.1", 274, 0],
  ["25.3.2", 251, 0],
  ["25.4.0", 170, 2],
  ["25.4.1", 158, 0],
  ["26.1.0", 74, 3],
  ["26.1.1", 61, 0],
  ["26.1.2", 33, 1],
].map(([version, daysAgo, candidates]) => ({ version: String(version), daysAgo: Number(daysAgo), candidates: Number(candidates) }));

const SUBSECTIONS: [string, string][] = [
  ["Session Handling", "Made starting and ending of sessions dependable."],
  ["Resource Limits", "Gave administrators finer control over what a project may use."],
];

/** Writes berth's whole history: years of releases, then the train of 26.2.0 with one commit for each entry. */
export function writeBerth(now: number): History {
  const history = new History();
  const [manager, lead] = PERSONAS;
  if (!manager || !lead) throw new Error("the demo has a manager and a lead");
  let changelog = "";
  const file = () => CHANGELOG_HEAD + changelog;
  let at = now - 1200 * DAY;
  let last = history.commit({
    branch: "main",
    author: manager,
    at,
    message: "Start berth\n",
    files: { ...FIXED_FILES, VERSION: "0.0.0\n", "CHANGELOG.md": file() },
  });

  BERTH_PAST.forEach(({ version, daysAgo, candidates }, index) => {
    const first = 100 + index * 160;
    for (let candidate = 1; candidate <= candidates; candidate++) {
      at = now - (daysAgo + (candidates - candidate + 1) * 4) * DAY;
      last = history.commit({
        branch: "main",
        author: manager,
        at,
        message: `release: ${version}rc${candidate}\n`,
        files: { VERSION: `${version}rc${candidate}\n` },
      });
      history.tag(`${version}rc${candidate}`, last, manager, at);
    }
    at = now - daysAgo * DAY;
    changelog = section(version, at, pastEntries(version, first), version.endsWith(".0")) + changelog;
    last = history.commit({
      branch: "main",
      author: manager,
      at,
      message: `release: ${version}\n`,
      files: { VERSION: `${version}\n`, "CHANGELOG.md": file() },
    });
    history.tag(version, last, manager, at);
  });

  const sources = new Map<string, string>();
  for (const { version, daysAgo, entries } of BERTH_TRAIN) {
    const released = now - daysAgo * DAY;
    const fragments = entries.map((entry) => `changes/${entry.number}.${entry.type}.md`);
    entries.forEach((entry, index) => {
      const fragment = fragments[index] ?? "";
      const written = Math.max(at + 1000, released - (entries.length - index) * 0.06 * DAY);
      at = written;
      const touched = fileOf(entry);
      const source = `${sources.get(touched) ?? ""}# ${entry.text}\n`;
      sources.set(touched, source);
      const issue = BERTH_ISSUES.find(({ number }) => number === entry.number);
      const closing = issue ? `\nCloses #${issue.number}\n` : "";
      last = history.commit({
        branch: "main",
        author: index % 3 === 0 ? lead : manager,
        at: written,
        message: `${entry.text} (#${issue?.pull ?? entry.number})\n${closing}`,
        files: { [fragment]: `${entry.text}\n`, [touched]: source },
      });
    });
    at = Math.max(at + 1000, released);
    changelog = section(version, at, entries, false) + changelog;
    const isFinal = !version.includes("rc");
    last = history.commit({
      branch: isFinal ? `release/${version}` : "main",
      from: last,
      author: manager,
      at,
      message: `release: ${version}\n`,
      files: { VERSION: `${version}\n`, "CHANGELOG.md": file(), ...Object.fromEntries(fragments.map((path) => [path, null])) },
    });
    if (!isFinal) history.tag(version, last, manager, at);
  }
  return history;
}

function section(version: string, at: number, entries: DemoEntry[], isGrouped: boolean): string {
  const types = Object.keys(CATEGORY_TITLES) as FragmentType[];
  const parts = types.flatMap((type) => {
    const own = entries.filter((entry) => entry.type === type).sort((a, b) => a.number - b.number);
    return own.length > 0 ? [`### ${CATEGORY_TITLES[type]}\n${isGrouped && own.length > 3 ? grouped(type, own) : bullets(own)}`] : [];
  });
  return `## ${version} (${new Date(at).toISOString().slice(0, 10)})\n\n${parts.join("\n")}\n\n`;
}

function grouped(type: FragmentType, entries: DemoEntry[]): string {
  const third = Math.ceil(entries.length / 3);
  const blocks = SUBSECTIONS.map(
    ([title, description], index) => `#### ${title}\n${description}\n\n${bullets(entries.slice(index * third, (index + 1) * third))}`,
  );
  return `\n${[...blocks, `#### Other ${CATEGORY_TITLES[type]}\n${bullets(entries.slice(2 * third))}`].join("\n")}`;
}

const bullets = (entries: DemoEntry[]) =>
  entries.map(({ text, number }) => `* ${text} ([#${number}](https://github.example/kestrel-harbor/berth/issues/${number}))\n`).join("");

const FIXED_FILES: Record<string, string> = {
  "README.md": "# berth\n\nA batch scheduler for shared clusters. Invented for the demo of Slipway.\n",
  "changes/.gitignore": "!.gitignore\n",
  "pyproject.toml": `[project]
name = "berth"
dynamic = ["version"]

[tool.towncrier]
filename = "CHANGELOG.md"
directory = "changes/"
title_format = "## {version} ({project_date})"
start_string = "<!-- towncrier release notes start -->\\n"
issue_format = "[#{issue}](https://github.example/kestrel-harbor/berth/issues/{issue})"
underlines = ["", "", ""]

[[tool.towncrier.type]]
directory = "feature"
name = "Features"
showcontent = true

[[tool.towncrier.type]]
directory = "enhance"
name = "Improvements"
showcontent = true

[[tool.towncrier.type]]
directory = "fix"
name = "Fixes"
showcontent = true

[[tool.towncrier.type]]
directory = "doc"
name = "Documentation"
showcontent = true

[[tool.towncrier.type]]
directory = "misc"
name = "Miscellaneous"
showcontent = true
`,
  ".github/workflows/ci.yml": `name: CI
on:
  push:
    branches: [main, "release/**"]
    tags: ["*"]
  pull_request:
  workflow_dispatch:
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - name: Check formatting
        run: ruff format --check
      - name: Lint
        run: ruff check
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - name: Build wheels
        run: make wheels
      - name: Build container images
        run: make images
      - uses: actions/upload-artifact@v5
        with:
          name: wheels
          path: dist
  test:
    needs: build
    name: test (Python \${{ matrix.python }})
    strategy:
      matrix:
        python: ["3.12", "3.13"]
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - name: Install
        run: make install
      - name: Run unit tests
        run: make test
  e2e:
    needs: [build, lint]
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - name: Start a cluster
        run: make cluster
      - name: Run 84 scenarios
        run: make e2e
      - name: Collect logs
        if: always()
        run: make logs
  docs:
    runs-on: ubuntu-latest
    continue-on-error: true
    steps:
      - uses: actions/checkout@v5
      - name: Check links
        run: make docs-links
`,
  ".github/workflows/publish.yml": `name: Publish
run-name: Publish \${{ inputs.version }} to \${{ inputs.index }}
on:
  workflow_dispatch:
    inputs:
      version:
        description: Version to publish
        required: true
      index:
        description: Package index
        type: choice
        options: [testpypi, pypi]
        default: testpypi
      rehearsal:
        description: Build everything and publish nothing
        type: boolean
        default: true
      retries:
        description: Attempts for each upload
        type: number
        default: 2
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - name: Build wheels
        run: make wheels
      - uses: actions/upload-artifact@v5
        with:
          name: distribution
          path: dist
  upload:
    needs: build
    environment: package-index
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v5
      - name: Upload
        run: make upload
`,
  ".github/workflows/nightly.yml": `name: Nightly soak
on:
  schedule:
    - cron: "0 3 * * *"
  workflow_dispatch:
jobs:
  soak:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - name: Submit ten thousand jobs
        run: make soak
      - name: Compare with yesterday
        run: make soak-compare
`,
};
