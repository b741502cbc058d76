"use client";

import { useState } from "react";
import type { Policy } from "@/lib/approvals/policy";
import { isSamePolicy } from "./policy-draft";

interface Draft {
  /** What was saved when the first change was made. */
  seen: Policy;
  policy: Policy;
}

export interface PolicyDraft extends Draft {
  isChanged: boolean;
  /** Somebody else saved other settings since. */
  isOvertaken: boolean;
  change: (policy: Policy) => void;
  /** Throws the changes away. */
  drop: () => void;
  /** Keeps the changes, over what is saved now. */
  keepOver: () => void;
}

/** The settings as they are being changed; what somebody else saves meanwhile is noticed, not overwritten. */
export function usePolicyDraft(saved: Policy): PolicyDraft {
  const [draft, setDraft] = useState<Draft | null>(null);
  const { seen, policy } = draft ?? { seen: saved, policy: saved };
  const isChanged = !isSamePolicy(policy, saved);
  return {
    seen,
    policy,
    isChanged,
    isOvertaken: isChanged && !isSamePolicy(seen, saved),
    change: (next) => setDraft({ seen, policy: next }),
    drop: () => setDraft(null),
    keepOver: () => setDraft({ seen: saved, policy }),
  };
}
