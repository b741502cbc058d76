import { useId } from "react";
import type { RepositoryView } from "@/lib/releases/release-views";
import type { Result } from "@/lib/transport/result";
import { SettingForm } from "./setting-form";

interface TimeZoneFormProps {
  repository: RepositoryView;
  setTimeZone: (input: { repositoryId: string; timeZone: string }) => Promise<Result<unknown>>;
}

/** Whose calendar day stands in the heading of a release that has no date yet. */
export function TimeZoneForm({ repository, setTimeZone }: TimeZoneFormProps) {
  const list = useId();
  return (
    <SettingForm
      label="Time zone of release dates"
      placeholder="UTC"
      value={repository.timeZone}
      save={(timeZone) => setTimeZone({ repositoryId: repository.id, timeZone })}
      act="Save the time zone"
      saved="Saved. New drafts are dated in this time zone."
      unchanged="This is the time zone already."
      refusal={repository.canConfigure ? null : "Changing the time zone needs the role maintain on GitHub."}
      list={list}
    >
      <datalist id={list}>
        {Intl.supportedValuesOf("timeZone").map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </SettingForm>
  );
}
