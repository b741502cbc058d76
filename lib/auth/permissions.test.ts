import { expect, test } from "vitest";
import { can, explainRefusal, PERMISSIONS, type Permission, parseRole, ROLES } from "./permissions";

const TABLE: Record<Permission, string[]> = {
  "administration.read": ["maintain", "admin"],
  "repository.read": ["read", "triage", "write", "maintain", "admin"],
  "repository.connect": ["maintain", "admin"],
  "repository.configure": ["maintain", "admin"],
  "runs.review": ["read", "triage", "write", "maintain", "admin"],
  "runs.operate": ["write", "maintain", "admin"],
  "changelog.review": ["triage", "write", "maintain", "admin"],
  "changelog.edit": ["write", "maintain", "admin"],
  "changelog.commit": ["write", "maintain", "admin"],
  "release.vote": ["read", "triage", "write", "maintain", "admin"],
  "release.comment": ["triage", "write", "maintain", "admin"],
  "release.ask": ["write", "maintain", "admin"],
  "release.override": ["maintain", "admin"],
  "release.tag": ["write", "maintain", "admin"],
  "release.publish": ["write", "maintain", "admin"],
  "approvals.configure": ["admin"],
};

for (const permission of Object.keys(PERMISSIONS) as Permission[])
  test(`${permission} is for ${TABLE[permission].join(", ")} only`, () =>
    expect(ROLES.filter((role) => can(role, permission))).toEqual(TABLE[permission]));

test("reads GitHub's roles in any case and trusts no other word", () => {
  expect(["WRITE", "admin", "OWNER", "", null].map(parseRole)).toEqual(["write", "admin", "none", "none", "none"]);
});

test("a refusal names the role that is missing and whom to ask", () => {
  expect(explainRefusal("changelog.commit", "read", "kestrel-harbor/berth")).toBe(
    "To commit to kestrel-harbor/berth you need the role write on GitHub; you have read. Ask an administrator of the repository.",
  );
});
