import type { RepositoryView } from "@/lib/releases/release-views";
import type { Result } from "@/lib/transport/result";
import { SettingForm } from "./setting-form";

interface ChangelogPathFormProps {
  repository: RepositoryView;
  setChangelogPath: (input: { repositoryId: string; path: string }) => Promise<Result<unknown>>;
}

/** Where this repository keeps its changelog; empty lets Slipway look for it. */
export function ChangelogPathForm({ repository, setChangelogPath }: ChangelogPathFormProps) {
  return (
    <SettingForm
      label="Path"
      placeholder="CHANGELOG.md"
      value={repository.changelogPath ?? ""}
      save={(path) => setChangelogPath({ repositoryId: repository.id, path })}
      act="Save the path"
      saved="Saved. The changelog is read again now."
      unchanged="This is the path already."
      refusal={repository.canConfigure ? null : "Changing the path needs the role maintain on GitHub."}
    />
  );
}
