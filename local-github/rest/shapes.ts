import type { Commit, Person } from "../git/git";
import type {
  Account,
  Environment,
  Job,
  PullRequest,
  PullReview,
  ReleaseRecord,
  Repository,
  Role,
  Run,
  Store,
  Team,
  Workflow,
} from "../state";

/** Builds GitHub's answer bodies; every shape is checked against the OpenAPI description in the tests. */
export class Shapes {
  constructor(
    private readonly store: Store,
    /** `http://127.0.0.1:4010`, without a final slash. */
    readonly web: string,
  ) {}

  get api() {
    return `${this.web}/api/v3`;
  }

  user(account: Account) {
    // Bots have brackets in their names.
    const name = encodeURIComponent(account.login);
    const url = `${this.api}/users/${name}`;
    return {
      login: account.login,
      id: account.id,
      node_id: `U_${account.id}`,
      avatar_url: `${this.web}/avatars/u/${account.id}`,
      gravatar_id: "",
      url,
      html_url: `${this.web}/${name}`,
      followers_url: `${url}/followers`,
      following_url: `${url}/following{/other_user}`,
      gists_url: `${url}/gists{/gist_id}`,
      starred_url: `${url}/starred{/owner}{/repo}`,
      subscriptions_url: `${url}/subscriptions`,
      organizations_url: `${url}/orgs`,
      repos_url: `${url}/repos`,
      events_url: `${url}/events{/privacy}`,
      received_events_url: `${url}/received_events`,
      type: account.type,
      site_admin: false,
    };
  }

  publicUser(account: Account) {
    return {
      ...this.user(account),
      user_view_type: "public",
      name: account.name,
      company: null,
      blog: null,
      location: null,
      // A bot shows none.
      email: account.type === "Bot" ? null : account.email,
      hireable: null,
      bio: null,
      public_repos: 0,
      public_gists: 0,
      followers: 0,
      following: 0,
      created_at: "2023-01-09T08:00:00Z",
      updated_at: "2023-01-09T08:00:00Z",
    };
  }

  organization(account: Account) {
    const url = `${this.api}/orgs/${account.login}`;
    return {
      login: account.login,
      id: account.id,
      node_id: `O_${account.id}`,
      url,
      repos_url: `${url}/repos`,
      events_url: `${url}/events`,
      hooks_url: `${url}/hooks`,
      issues_url: `${url}/issues`,
      members_url: `${url}/members{/member}`,
      public_members_url: `${url}/public_members{/member}`,
      avatar_url: `${this.web}/avatars/u/${account.id}`,
      description: "",
    };
  }

  teamUrl({ organization, id }: Team) {
    return `${this.api}/organizations/${this.store.account(organization).id}/team/${id}`;
  }

  team(team: Team) {
    const url = this.teamUrl(team);
    return {
      id: team.id,
      node_id: `T_${team.id}`,
      name: team.name,
      slug: team.slug,
      description: null,
      privacy: "closed",
      notification_setting: "notifications_enabled",
      permission: "pull",
      type: "organization",
      organization_id: this.store.account(team.organization).id,
      url,
      html_url: `${this.web}/orgs/${team.organization}/teams/${team.slug}`,
      members_url: `${url}/members{/member}`,
      repositories_url: `${url}/repos`,
      parent: null,
    };
  }

  minimalRepository(repository: Repository) {
    const full = `${repository.owner}/${repository.name}`;
    const url = `${this.api}/repos/${full}`;
    return {
      id: repository.id,
      node_id: `R_${repository.id}`,
      name: repository.name,
      full_name: full,
      owner: this.user(this.store.account(repository.owner)),
      private: repository.isPrivate,
      html_url: `${this.web}/${full}`,
      description: repository.description,
      fork: false,
      url,
      archive_url: `${url}/{archive_format}{/ref}`,
      assignees_url: `${url}/assignees{/user}`,
      blobs_url: `${url}/git/blobs{/sha}`,
      branches_url: `${url}/branches{/branch}`,
      collaborators_url: `${url}/collaborators{/collaborator}`,
      comments_url: `${url}/comments{/number}`,
      commits_url: `${url}/commits{/sha}`,
      compare_url: `${url}/compare/{base}...{head}`,
      contents_url: `${url}/contents/{+path}`,
      contributors_url: `${url}/contributors`,
      deployments_url: `${url}/deployments`,
      downloads_url: `${url}/downloads`,
      events_url: `${url}/events`,
      forks_url: `${url}/forks`,
      git_commits_url: `${url}/git/commits{/sha}`,
      git_refs_url: `${url}/git/refs{/sha}`,
      git_tags_url: `${url}/git/tags{/sha}`,
      hooks_url: `${url}/hooks`,
      issue_comment_url: `${url}/issues/comments{/number}`,
      issue_events_url: `${url}/issues/events{/number}`,
      issues_url: `${url}/issues{/number}`,
      keys_url: `${url}/keys{/key_id}`,
      labels_url: `${url}/labels{/name}`,
      languages_url: `${url}/languages`,
      merges_url: `${url}/merges`,
      milestones_url: `${url}/milestones{/number}`,
      notifications_url: `${url}/notifications{?since,all,participating}`,
      pulls_url: `${url}/pulls{/number}`,
      releases_url: `${url}/releases{/id}`,
      stargazers_url: `${url}/stargazers`,
      statuses_url: `${url}/statuses/{sha}`,
      subscribers_url: `${url}/subscribers`,
      subscription_url: `${url}/subscription`,
      tags_url: `${url}/tags`,
      teams_url: `${url}/teams`,
      trees_url: `${url}/git/trees{/sha}`,
    };
  }

  repository(repository: Repository, role: Role | null) {
    const full = `${repository.owner}/${repository.name}`;
    const has = (needed: Role[]) => role !== null && needed.includes(role);
    return {
      ...this.minimalRepository(repository),
      clone_url: `${this.web}/${full}.git`,
      git_url: `git://${new URL(this.web).host}/${full}.git`,
      ssh_url: `git@${new URL(this.web).hostname}:${full}.git`,
      svn_url: `${this.web}/${full}`,
      mirror_url: null,
      homepage: null,
      language: null,
      forks: 0,
      forks_count: 0,
      stargazers_count: 0,
      watchers: 0,
      watchers_count: 0,
      network_count: 0,
      subscribers_count: 0,
      size: 0,
      default_branch: repository.defaultBranch,
      open_issues: 0,
      open_issues_count: 0,
      has_issues: true,
      has_projects: false,
      has_wiki: false,
      has_pages: false,
      has_downloads: false,
      has_discussions: false,
      archived: false,
      disabled: false,
      visibility: repository.isPrivate ? "private" : "public",
      license: null,
      pushed_at: repository.pushedAt,
      created_at: repository.createdAt,
      updated_at: repository.pushedAt,
      permissions: {
        admin: has(["admin"]),
        maintain: has(["admin", "maintain"]),
        push: has(["admin", "maintain", "write"]),
        triage: has(["admin", "maintain", "write", "triage"]),
        pull: role !== null,
      },
    };
  }

  private person({ name, email, date }: Person) {
    return { name, email, date: new Date(date).toISOString().replace(".000Z", "Z") };
  }

  private accountOf({ email }: Person) {
    const account = this.store.state.accounts.find((candidate) => candidate.email === email);
    return account ? this.user(account) : null;
  }

  gitCommit(repository: Repository, commit: Commit) {
    const url = `${this.api}/repos/${repository.owner}/${repository.name}`;
    const html = `${this.web}/${repository.owner}/${repository.name}`;
    return {
      sha: commit.sha,
      node_id: `C_${commit.sha}`,
      url: `${url}/git/commits/${commit.sha}`,
      html_url: `${html}/commit/${commit.sha}`,
      author: this.person(commit.author),
      committer: this.person(commit.committer),
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      message: commit.message.replace(/\n$/, ""),
      parents: commit.parents.map((sha) => ({ sha, url: `${url}/git/commits/${sha}`, html_url: `${html}/commit/${sha}` })),
      verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
    };
  }

  commit(repository: Repository, commit: Commit) {
    const url = `${this.api}/repos/${repository.owner}/${repository.name}`;
    const inner = this.gitCommit(repository, commit);
    return {
      sha: commit.sha,
      node_id: inner.node_id,
      url: `${url}/commits/${commit.sha}`,
      html_url: inner.html_url,
      comments_url: `${url}/commits/${commit.sha}/comments`,
      commit: {
        url: inner.url,
        author: inner.author,
        committer: inner.committer,
        message: inner.message,
        comment_count: 0,
        tree: inner.tree,
        verification: inner.verification,
      },
      author: this.accountOf(commit.author),
      committer: this.accountOf(commit.committer),
      parents: inner.parents,
    };
  }

  workflow(repository: Repository, workflow: Workflow) {
    const full = `${repository.owner}/${repository.name}`;
    return {
      id: workflow.id,
      node_id: `W_${workflow.id}`,
      name: workflow.name,
      path: workflow.path,
      state: "active",
      created_at: workflow.createdAt,
      updated_at: workflow.createdAt,
      url: `${this.api}/repos/${full}/actions/workflows/${workflow.id}`,
      html_url: `${this.web}/${full}/actions/workflows/${workflow.path}`,
      badge_url: `${this.web}/${full}/workflows/${workflow.id}/badge.svg`,
    };
  }

  run(repository: Repository, workflow: Workflow, run: Run, headCommit: Commit | null) {
    const full = `${repository.owner}/${repository.name}`;
    const url = `${this.api}/repos/${full}/actions/runs/${run.id}`;
    const actor = this.user(this.store.account(run.actor));
    const triggeringActor = this.user(this.store.account(run.triggeredBy ?? run.actor));
    return {
      id: run.id,
      name: workflow.name,
      node_id: `WFR_${run.id}`,
      check_suite_id: run.id,
      check_suite_node_id: `CS_${run.id}`,
      head_branch: run.branch,
      head_sha: run.sha,
      path: workflow.path,
      run_number: run.number,
      run_attempt: run.attempt,
      display_title: run.title,
      event: run.event,
      status: run.status,
      conclusion: run.conclusion,
      workflow_id: workflow.id,
      url,
      html_url: `${this.web}/${full}/actions/runs/${run.id}`,
      pull_requests: [],
      created_at: run.createdAt,
      updated_at: run.updatedAt,
      run_started_at: run.startedAt,
      actor,
      triggering_actor: triggeringActor,
      jobs_url: `${url}/jobs`,
      logs_url: `${url}/logs`,
      check_suite_url: `${this.api}/repos/${full}/check-suites/${run.id}`,
      artifacts_url: `${url}/artifacts`,
      cancel_url: `${url}/cancel`,
      rerun_url: `${url}/rerun`,
      previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
      workflow_url: `${this.api}/repos/${full}/actions/workflows/${workflow.id}`,
      head_commit: headCommit && {
        id: headCommit.sha,
        tree_id: headCommit.tree,
        message: headCommit.message.trimEnd(),
        timestamp: this.person(headCommit.committer).date,
        author: { name: headCommit.author.name, email: headCommit.author.email },
        committer: { name: headCommit.committer.name, email: headCommit.committer.email },
      },
      repository: this.minimalRepository(repository),
      head_repository: this.minimalRepository(repository),
    };
  }

  job(repository: Repository, workflow: Workflow, run: Run, job: Job, attempt = run.attempt) {
    const full = `${repository.owner}/${repository.name}`;
    // One that waits for others has not been queued yet.
    const createdAt = job.createdAt || run.startedAt;
    return {
      id: job.id,
      run_id: run.id,
      workflow_name: workflow.name,
      head_branch: run.branch,
      run_url: `${this.api}/repos/${full}/actions/runs/${run.id}`,
      run_attempt: attempt,
      node_id: `CR_${job.id}`,
      head_sha: run.sha,
      url: `${this.api}/repos/${full}/actions/jobs/${job.id}`,
      html_url: `${this.web}/${full}/actions/runs/${run.id}/job/${job.id}`,
      status: job.status,
      conclusion: job.conclusion,
      created_at: createdAt,
      started_at: job.startedAt ?? createdAt,
      completed_at: job.completedAt,
      name: job.name,
      steps: job.steps.map((step) => ({
        name: step.name,
        status: step.status,
        conclusion: step.conclusion,
        number: step.number,
        started_at: step.startedAt,
        completed_at: step.completedAt,
      })),
      check_run_url: `${this.api}/repos/${full}/check-runs/${job.id}`,
      labels: ["ubuntu-latest"],
      runner_id: null,
      runner_name: null,
      runner_group_id: null,
      runner_group_name: null,
    };
  }

  environment(repository: Repository, { id, name }: Environment) {
    const full = `${repository.owner}/${repository.name}`;
    return {
      id,
      node_id: `EN_${id}`,
      name,
      url: `${this.api}/repos/${full}/environments/${encodeURIComponent(name)}`,
      html_url: `${this.web}/${full}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    };
  }

  /** The deployment that a reviewer let go on or ended. */
  deployment(repository: Repository, run: Run, environment: string, login: string) {
    const url = `${this.api}/repos/${repository.owner}/${repository.name}/deployments/${run.id}`;
    return {
      url,
      id: run.id,
      node_id: `DE_${run.id}`,
      sha: run.sha,
      ref: run.branch,
      task: "deploy",
      payload: {},
      original_environment: environment,
      environment,
      description: null,
      creator: this.user(this.store.account(login)),
      created_at: run.createdAt,
      updated_at: run.updatedAt,
      statuses_url: `${url}/statuses`,
      repository_url: `${this.api}/repos/${repository.owner}/${repository.name}`,
    };
  }

  /** What a step uploaded; local-github keeps its name only. */
  artifact(repository: Repository, run: Run, job: Job, step: Job["steps"][number]) {
    const id = job.id * 100 + step.number;
    const url = `${this.api}/repos/${repository.owner}/${repository.name}/actions/artifacts/${id}`;
    const at = step.completedAt ?? run.updatedAt;
    return {
      id,
      node_id: `A_${id}`,
      name: step.artifact ?? "artifact",
      size_in_bytes: 4096 * (1 + (id % 997)),
      url,
      archive_download_url: `${url}/zip`,
      expired: false,
      created_at: at,
      updated_at: at,
      expires_at: new Date(Date.parse(at) + 90 * 86_400_000).toISOString(),
      workflow_run: {
        id: run.id,
        repository_id: repository.id,
        head_repository_id: repository.id,
        head_branch: run.branch,
        head_sha: run.sha,
      },
    };
  }

  release(repository: Repository, release: ReleaseRecord) {
    const full = `${repository.owner}/${repository.name}`;
    const url = `${this.api}/repos/${full}/releases/${release.id}`;
    // A draft has no tag yet: GitHub's page of it goes by an address of its own.
    const place = release.isDraft ? `untagged-${release.id}` : release.tag;
    return {
      url,
      html_url: `${this.web}/${full}/releases/tag/${place}`,
      assets_url: `${url}/assets`,
      upload_url: `${url}/assets{?name,label}`,
      tarball_url: release.isDraft ? null : `${this.api}/repos/${full}/tarball/${release.tag}`,
      zipball_url: release.isDraft ? null : `${this.api}/repos/${full}/zipball/${release.tag}`,
      id: release.id,
      node_id: `RE_${release.id}`,
      tag_name: release.tag,
      target_commitish: release.target,
      name: release.name,
      body: release.body,
      draft: release.isDraft,
      prerelease: release.isPrerelease,
      immutable: false,
      created_at: release.createdAt,
      updated_at: release.updatedAt,
      published_at: release.publishedAt,
      author: this.user(this.store.account(release.author)),
      assets: [],
    };
  }

  pullRequest(repository: Repository, pull: PullRequest, headSha: string, baseSha: string) {
    const full = `${repository.owner}/${repository.name}`;
    const url = `${this.api}/repos/${full}/pulls/${pull.number}`;
    const issue = `${this.api}/repos/${full}/issues/${pull.number}`;
    const html = `${this.web}/${full}/pull/${pull.number}`;
    const side = (ref: string, sha: string) => ({
      label: `${repository.owner}:${ref}`,
      ref,
      sha,
      user: this.user(this.store.account(repository.owner)),
      repo: this.repository(repository, null),
    });
    const link = (href: string) => ({ href });
    return {
      url,
      id: pull.id,
      node_id: `PR_${pull.id}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      issue_url: issue,
      commits_url: `${url}/commits`,
      review_comments_url: `${url}/comments`,
      review_comment_url: `${this.api}/repos/${full}/pulls/comments{/number}`,
      comments_url: `${issue}/comments`,
      statuses_url: `${this.api}/repos/${full}/statuses/${headSha}`,
      number: pull.number,
      state: pull.state,
      locked: false,
      title: pull.title,
      user: this.user(this.store.account(pull.author)),
      body: pull.body,
      labels: pull.labels.map((name, index) => ({
        id: pull.id * 10 + index,
        node_id: `LA_${pull.id}_${index}`,
        url: `${this.api}/repos/${full}/labels/${encodeURIComponent(name)}`,
        name,
        description: "",
        color: "ededed",
        default: false,
      })),
      milestone: null,
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      closed_at: pull.closed?.at ?? null,
      merged_at: pull.closed?.merge ? pull.closed.at : null,
      merge_commit_sha: pull.closed?.merge?.sha ?? null,
      assignee: null,
      assignees: [],
      requested_reviewers: [],
      requested_teams: [],
      head: side(pull.head, headSha),
      base: side(pull.base, baseSha),
      _links: {
        self: link(url),
        html: link(html),
        issue: link(issue),
        comments: link(`${issue}/comments`),
        review_comments: link(`${url}/comments`),
        review_comment: link(`${this.api}/repos/${full}/pulls/comments{/number}`),
        commits: link(`${url}/commits`),
        statuses: link(`${this.api}/repos/${full}/statuses/${headSha}`),
      },
      author_association: "MEMBER",
      auto_merge: null,
      draft: pull.isDraft,
    };
  }
  review(repository: Repository, pull: PullRequest, review: PullReview) {
    const full = `${repository.owner}/${repository.name}`;
    const url = `${this.api}/repos/${full}/pulls/${pull.number}`;
    const html = `${this.web}/${full}/pull/${pull.number}#pullrequestreview-${review.id}`;
    return {
      id: review.id,
      node_id: `PRR_${review.id}`,
      user: this.user(this.store.account(review.login)),
      body: review.body,
      state: review.state,
      html_url: html,
      pull_request_url: url,
      author_association: "MEMBER",
      _links: { html: { href: html }, pull_request: { href: url } },
      submitted_at: review.submittedAt,
      commit_id: review.sha,
    };
  }
}
