"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { Policy } from "@/lib/approvals/policy";

type Groups = Policy["linkedAccounts"];

interface AccountsEditorProps {
  groups: Groups;
  fault: string | null;
  onChange: (groups: Groups) => void;
}

/** Accounts that are one person, so that nobody votes twice or approves their own work from the other one. */
export function AccountsEditor({ groups, fault, onChange }: AccountsEditorProps) {
  const [text, setText] = useState("");
  const logins = text.split(/[\s,]+/).filter(Boolean);
  const obstacle = logins.length < 2 ? "Name at least two logins of one person." : null;
  const add = () => {
    if (obstacle) return;
    onChange([...groups, logins.map((login) => ({ githubId: "0", login }))]);
    setText("");
  };
  return (
    <div className="grid gap-2">
      {groups.length > 0 && (
        <ul className="grid gap-1">
          {groups.map((group, index) => {
            const words = group.map(({ login }) => login).join(" = ");
            return (
              <li key={words} className="flex items-center gap-2 rounded-sm bg-sunken ps-2.5">
                <span className="min-w-0 flex-1 wrap-anywhere">{words}</span>
                <Button look="ghost" size="square" aria-label={`Part ${words}`} onClick={() => onChange(groups.toSpliced(index, 1))}>
                  <Icon name="x" size={14} />
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          className="min-w-0 flex-1 basis-52"
          label="Logins of one person"
          placeholder="octocat, octocat-work"
          value={text}
          maxLength={400}
          autoComplete="off"
          spellCheck={false}
          problem={fault}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <Button blockedBy={obstacle} onClick={add}>
          They are one person
        </Button>
      </div>
    </div>
  );
}
