/** GitHub's repository roles, weakest first; `none` for people who may not see the repository. */
export const ROLES = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** What a person can do in Slipway, and the GitHub role it takes. The one table of rights. */
export const PERMISSIONS = {
  "administration.read": "maintain",
  "repository.read": "read",
  "repository.connect": "maintain",
  "repository.configure": "maintain",
  "runs.review": "read",
  "runs.operate": "write",
  "changelog.review": "triage",
  "changelog.edit": "write",
  "changelog.commit": "write",
  "release.vote": "read",
  "release.comment": "triage",
  "release.ask": "write",
  "release.override": "maintain",
  "release.tag": "write",
  "release.publish": "write",
  "approvals.configure": "admin",
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof PERMISSIONS;

/** True when this role is enough for the permission. */
export function can(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(PERMISSIONS[permission]);
}

/** Reads a role as GitHub writes it, in any case; words we do not know are `none`. */
export function parseRole(text: string | null | undefined): Role {
  return ROLES.find((role) => role === text?.toLowerCase()) ?? "none";
}

/** Why somebody may not, as a sentence with the way out. */
export function explainRefusal(permission: Permission, role: Role, repository: string): string {
  const needed = PERMISSIONS[permission];
  const what = {
    "administration.read": `see the administration page for ${repository}`,
    "repository.read": `see ${repository}`,
    "repository.connect": `connect ${repository}`,
    "repository.configure": `change the settings of ${repository}`,
    "runs.review": `review deployments of ${repository}`,
    "runs.operate": `start, repeat or cancel workflows of ${repository}`,
    "changelog.review": `review the notes of ${repository}`,
    "changelog.edit": `edit the notes of ${repository}`,
    "changelog.commit": `commit to ${repository}`,
    "release.vote": `vote on releases of ${repository}`,
    "release.comment": `comment on decisions of ${repository}`,
    "release.ask": `ask for a decision on a release of ${repository}`,
    "release.override": `override a decision of ${repository}`,
    "release.tag": `create tags in ${repository}`,
    "release.publish": `publish releases of ${repository}`,
    "approvals.configure": `change who decides on releases of ${repository}`,
  }[permission];
  return `To ${what} you need the role ${needed} on GitHub; you have ${role === "none" ? "no role there" : role}. Ask an administrator of the repository.`;
}
