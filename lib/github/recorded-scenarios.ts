import type { Octokit } from "./octokit";

const owner = "octokit-fixture-org";
const commit = "1".padStart(40, "0");

/**
 * The calls behind each recorded scenario of `@octokit/fixtures`, by its name. What a call ends with is judged by the test,
 * so a refusal does not end its scenario.
 */
export const SCENARIOS: Record<string, (octokit: Octokit) => Generator<Promise<unknown>, void, void>> = {
  "add-and-remove-repository-collaborator": function* ({ rest }) {
    const repo = { owner, repo: "add-and-remove-repository-collaborator" };
    yield rest.repos.addCollaborator({ ...repo, username: "octokit-fixture-user-b" });
    yield rest.repos.listInvitations(repo);
    yield rest.repos.acceptInvitationForAuthenticatedUser({ invitation_id: 1000 });
    yield rest.repos.listCollaborators(repo);
    yield rest.repos.removeCollaborator({ ...repo, username: "octokit-fixture-user-b" });
    yield rest.repos.listCollaborators(repo);
  },
  "add-labels-to-issue": function* ({ rest }) {
    const repo = { owner, repo: "add-labels-to-issue" };
    yield rest.issues.create({ ...repo, title: "Issue without a label" });
    yield rest.issues.addLabels({ ...repo, issue_number: 1, labels: ["Foo", "bAr", "baZ"] });
  },
  "branch-protection": function* ({ rest }) {
    const branch = { owner, repo: "branch-protection", branch: "main" };
    const person = "octokit-fixture-user-a";
    yield rest.repos.getBranchProtection(branch);
    yield rest.repos.updateBranchProtection({
      ...branch,
      required_status_checks: null,
      required_pull_request_reviews: null,
      restrictions: null,
      enforce_admins: false,
    });
    yield rest.repos.updateBranchProtection({
      ...branch,
      required_status_checks: { strict: true, contexts: ["foo/bar"] },
      required_pull_request_reviews: {
        dismissal_restrictions: { users: [person], teams: [] },
        dismiss_stale_reviews: true,
        require_code_owner_reviews: false,
      },
      restrictions: { users: [person], teams: ["a-team"] },
      enforce_admins: true,
    });
    yield rest.repos.deleteBranchProtection(branch);
  },
  "create-file": function* ({ rest }) {
    const content = Buffer.from("Test content").toString("base64");
    yield rest.repos.createOrUpdateFileContents({ owner, repo: "create-file", path: "test.txt", message: "create test.txt", content });
  },
  "create-status": function* ({ rest }) {
    const repo = { owner, repo: "create-status" };
    for (const [number, state] of [
      [1, "failure"],
      [2, "success"],
    ] as const)
      yield rest.repos.createCommitStatus({
        ...repo,
        sha: commit,
        state,
        target_url: "https://example.com",
        description: `create-status ${state} test`,
        context: `example/${number}`,
      });
    yield rest.repos.listCommitStatusesForRef({ ...repo, ref: commit });
    yield rest.repos.getCombinedStatusForRef({ ...repo, ref: commit });
  },
  errors: function* ({ rest }) {
    yield rest.issues.createLabel({ owner, repo: "errors", name: "foo", color: "invalid" });
  },
  "get-archive": function* (octokit) {
    yield octokit.rest.repos.downloadTarballArchive({ owner, repo: "get-archive", ref: "main" });
    const { origin } = new URL(octokit.request.endpoint.DEFAULTS.baseUrl);
    yield octokit.request(`GET ${origin}/codeload/${owner}/get-archive/legacy.tar.gz/refs/heads/main`);
  },
  "get-content": function* ({ rest }) {
    const repo = { owner, repo: "hello-world" };
    yield rest.repos.getContent({ ...repo, path: "" });
    yield rest.repos.getContent({ ...repo, path: "README.md", mediaType: { format: "raw" } });
  },
  "get-organization": function* ({ rest }) {
    yield rest.orgs.get({ org: owner });
  },
  "get-repository": function* ({ rest }) {
    yield rest.repos.get({ owner, repo: "hello-world" });
  },
  "get-root": function* ({ rest }) {
    yield rest.meta.root();
  },
  "git-refs": function* (octokit) {
    const repo = { owner, repo: "git-refs" };
    // An older way to list them than the one Slipway uses.
    const list = () => octokit.request("GET /repos/{owner}/{repo}/git/refs/", repo);
    yield list();
    yield octokit.rest.git.createRef({ ...repo, ref: "refs/heads/test", sha: "2".padStart(40, "0") });
    yield octokit.rest.git.updateRef({ ...repo, ref: "heads/test", sha: commit });
    yield list();
    yield octokit.rest.git.deleteRef({ ...repo, ref: "heads/test" });
  },
  labels: function* ({ rest }) {
    const repo = { owner, repo: "labels" };
    yield rest.issues.listLabelsForRepo(repo);
    yield rest.issues.createLabel({ ...repo, name: "test-label", color: "663399" });
    yield rest.issues.getLabel({ ...repo, name: "test-label" });
    yield rest.issues.updateLabel({ ...repo, name: "test-label", new_name: "test-label-updated", color: "BADA55" });
    yield rest.issues.deleteLabel({ ...repo, name: "test-label-updated" });
  },
  "lock-issue": function* ({ rest }) {
    const issue = { owner, repo: "lock-issue", issue_number: 1 };
    yield rest.issues.lock(issue);
    yield rest.issues.unlock(issue);
  },
  "mark-notifications-as-read": function* ({ rest }) {
    yield rest.activity.markNotificationsAsRead();
  },
  markdown: function* ({ rest }) {
    const text = "### Hello\n\nb597b5d";
    yield rest.markdown.render({ text, context: `${owner}/hello-world`, mode: "gfm" });
    yield rest.markdown.renderRaw({ data: text, headers: { "content-type": "text/plain; charset=utf-8" } });
  },
  "paginate-issues": function* (octokit) {
    yield octokit.paginate(octokit.rest.issues.listForRepo, { owner, repo: "paginate-issues", per_page: 3 });
  },
  "project-cards": function* (octokit) {
    // GitHub has taken these away since, and the client its words for them.
    const ask = (route: string, body: Record<string, unknown> = {}) => octokit.request(route, body);
    yield ask("POST /projects/columns/1000/cards", { note: "Example card 1" });
    yield ask("POST /projects/columns/1000/cards", { note: "Example card 2" });
    yield ask("GET /projects/columns/1000/cards");
    yield ask("GET /projects/columns/cards/1000");
    yield ask("PATCH /projects/columns/cards/1000", { note: "Example card 1 updated" });
    yield ask("POST /projects/columns/cards/1000/moves", { position: "top", column_id: 1001 });
    yield ask("POST /projects/columns/cards/1001/moves", { position: "bottom", column_id: 1001 });
    yield ask("POST /projects/columns/cards/1000/moves", { position: "after:1001" });
    yield ask("DELETE /projects/columns/cards/1000");
  },
  "release-assets": function* (octokit) {
    const repo = { owner, repo: "release-assets" };
    const { rest } = octokit;
    const release = rest.repos.getReleaseByTag({ ...repo, tag: "v1.0.0" });
    yield release;
    yield release.then(({ data }) => upload(octokit, data.upload_url));
    yield rest.repos.listReleaseAssets({ ...repo, release_id: 1000 });
    yield rest.repos.getReleaseAsset({ ...repo, asset_id: 1000 });
    yield rest.repos.updateReleaseAsset({ ...repo, asset_id: 1000, name: "new-filename.txt", label: "new label" });
    yield rest.repos.deleteReleaseAsset({ ...repo, asset_id: 1000 });
  },
  "release-assets-conflict": function* (octokit) {
    const repo = { owner, repo: "release-assets-conflict" };
    const { rest } = octokit;
    const release = rest.repos.getReleaseByTag({ ...repo, tag: "v1.0.0" });
    yield release;
    yield release.then(({ data }) => upload(octokit, data.upload_url));
    yield rest.repos.listReleaseAssets({ ...repo, release_id: 1000 });
    yield rest.repos.deleteReleaseAsset({ ...repo, asset_id: 1000 });
    yield release.then(({ data }) => upload(octokit, data.upload_url));
  },
  "rename-repository": function* (octokit) {
    const before = { owner, repo: "rename-repository" };
    const name = "rename-repository-newname";
    const description = "test description";
    yield octokit.rest.repos.update({ ...before, name });
    yield octokit.rest.repos.get(before);
    yield octokit.request("GET /repositories/1000");
    yield octokit.rest.repos.update({ ...before, name, description });
    yield octokit.request("PATCH /repositories/1000", { name, description });
  },
  "search-issues": function* ({ rest }) {
    yield rest.search.issuesAndPullRequests({ q: `sesame repo:${owner}/search-issues` });
  },
};

function upload(octokit: Octokit, url: string): Promise<unknown> {
  const headers = { "content-type": "text/plain" };
  return octokit.request({ method: "POST", url, name: "test-upload.txt", label: "test", data: "Hello, world!\n", headers });
}
