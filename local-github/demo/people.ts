import type { Account, Role } from "../state";

/** The demo's personas, named after what they may do. */
export const PERSONAS: (Omit<Account, "id" | "type"> & { role: Role | null })[] = [
  {
    login: "demo-manager",
    name: "Demo Manager",
    email: "demo-manager@kestrel-harbor.example",
    role: "maintain",
    about: "Release manager: edits notes, commits, starts releases",
  },
  {
    login: "demo-lead",
    name: "Demo Lead",
    email: "demo-lead@kestrel-harbor.example",
    role: "write",
    about: "Release lead: decides go or no-go, may commit",
  },
  {
    login: "demo-qa",
    name: "Demo QA",
    email: "demo-qa@kestrel-harbor.example",
    role: "triage",
    about: "Quality: says whether a candidate is good enough, writes nothing",
  },
  {
    login: "demo-administrator",
    name: "Demo Administrator",
    email: "demo-administrator@kestrel-harbor.example",
    role: "admin",
    about: "Administrator: owns the repositories and their rules",
  },
  {
    login: "demo-auditor",
    name: "Demo Auditor",
    email: "demo-auditor@kestrel-harbor.example",
    role: "read",
    about: "Auditor: reads everything, changes nothing",
  },
  {
    login: "demo-outsider",
    name: "Demo Outsider",
    email: "demo-outsider@elsewhere.example",
    role: null,
    about: "Belongs to no repository and sees none",
  },
];

/** The bot that opens release pull requests in the demo. */
export const RELEASE_BOT = {
  login: "demo-release-bot",
  name: "Demo Release Bot",
  email: "demo-release-bot@kestrel-harbor.example",
  about: "",
};

/** The teams of the demo's organization. */
export const TEAMS = [
  { name: "release-leads", members: ["demo-lead", "demo-administrator"] },
  { name: "quality", members: ["demo-qa", "demo-auditor"] },
];

export function demoRoles(): Record<string, Role> {
  return Object.fromEntries(PERSONAS.flatMap(({ login, role }) => (role ? [[login, role]] : [])));
}
