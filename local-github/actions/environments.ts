import type { Repository, Store } from "../state";

/** Makes or changes environments of a repository; jobs wait where there are reviewers. */
export function setEnvironments(store: Store, repository: Repository, environments: Record<string, string[]>): void {
  for (const [name, reviewers] of Object.entries(environments)) {
    const known = store.state.environments.find((one) => one.repositoryId === repository.id && one.name === name);
    if (known) known.reviewers = reviewers;
    else store.state.environments.push({ id: store.nextId(), repositoryId: repository.id, name, reviewers });
  }
  store.changed();
}
