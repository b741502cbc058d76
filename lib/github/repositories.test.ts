import { expect, test } from "vitest";
import { toRole } from "./repositories";

test("a role is read by its name, and one of an organization's own by what it builds on", () => {
  const person = { maintain: false, triage: true, push: true, pull: true, admin: false };
  const told = (role_name: string, permission: string, permissions?: typeof person) =>
    toRole({ role_name, permission, user: permissions ? { permissions } : null } as Parameters<typeof toRole>[0]);
  expect([told("maintain", "write"), told("none", "none"), told("Harbour master", "write")]).toEqual(["maintain", "none", "write"]);
  expect(told("Harbour master", "write", { ...person, maintain: true })).toBe("maintain");
  expect(told("Reader of logs", "read", { ...person, push: false })).toBe("triage");
});
