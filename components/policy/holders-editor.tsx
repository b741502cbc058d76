"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Icon, type IconName } from "@/components/ui/icon";
import { describeHolder, type Holder } from "@/lib/approvals/policy";
import { ROLES } from "@/lib/auth/permissions";
import { isSameHolder } from "./policy-draft";

const KINDS = [
  { value: "permission", label: "everybody with at least the role" },
  { value: "role", label: "everybody with exactly the role" },
  { value: "team", label: "a team" },
  { value: "person", label: "one person" },
] as const;
type Kind = Holder["kind"];

const ICONS: Record<Kind, IconName> = { person: "needs-person", team: "people", role: "lock", permission: "lock" };
const GIVEN = ROLES.filter((role) => role !== "none");

interface HoldersEditorProps {
  slotName: string;
  holders: Holder[];
  onChange: (holders: Holder[]) => void;
}

/** Who can fill a slot: people, teams and roles, added one at a time. */
export function HoldersEditor({ slotName, holders, onChange }: HoldersEditorProps) {
  const [kind, setKind] = useState<Kind>("permission");
  const [text, setText] = useState("");
  const [role, setRole] = useState<(typeof GIVEN)[number]>("maintain");
  const holder = makeHolder(kind, text.trim(), role);
  const isKnown = holders.some((one) => holder && isSameHolder(one, holder));
  const obstacle = !holder
    ? kind === "team"
      ? "Name a team by its short name."
      : "Name a person by their login."
    : isKnown
      ? "This is in the list already."
      : null;
  const add = () => {
    if (obstacle || !holder) return;
    onChange([...holders, holder]);
    setText("");
  };
  return (
    <div className="grid gap-2">
      <p className="text-xs font-medium text-ink-2">Who can fill it</p>
      {holders.length === 0 ? (
        <p className="text-xs text-ink-3">Nobody yet. Add a person, a team or a role.</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {holders.map((one) => (
            <li
              key={`${one.kind} ${describeHolder(one)}`}
              className="inline-flex min-h-7 items-center gap-1.5 rounded-sm bg-sunken ps-2 shadow-[inset_0_0_0_1px_var(--line)]"
            >
              <Icon name={ICONS[one.kind]} size={14} className="text-ink-3" />
              {describeHolder(one)}
              <Button
                look="ghost"
                size="small-square"
                aria-label={`Take ${describeHolder(one)} out of ${slotName}`}
                onClick={() => onChange(holders.filter((other) => other !== one))}
              >
                <Icon name="x" size={14} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-end gap-2">
        <SelectField
          label={`Add to ${slotName}`}
          value={kind}
          options={[...KINDS]}
          onChange={(event) => setKind(KINDS.find(({ value }) => value === event.target.value)?.value ?? "permission")}
        />
        {kind === "person" || kind === "team" ? (
          <TextField
            label={kind === "person" ? "Login on GitHub" : "Short name of the team"}
            placeholder={kind === "person" ? "octocat" : "release-leads"}
            value={text}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            problem={isKnown ? obstacle : null}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
          />
        ) : (
          <SelectField
            label="Role on GitHub"
            value={role}
            options={GIVEN.map((value) => ({ value, label: value }))}
            onChange={(event) => setRole(GIVEN.find((known) => known === event.target.value) ?? "maintain")}
          />
        )}
        <Button blockedBy={obstacle} onClick={add}>
          Add
        </Button>
      </div>
    </div>
  );
}

function makeHolder(kind: Kind, text: string, role: (typeof GIVEN)[number]): Holder | null {
  if (kind === "role" || kind === "permission") return { kind, role };
  if (text === "") return null;
  // The server asks GitHub for the number of a login.
  return kind === "person" ? { kind, githubId: "0", login: text } : { kind, slug: text };
}
