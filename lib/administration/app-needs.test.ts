import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type AppGrant, listMissing, NEEDED_EVENTS, NEEDED_PERMISSIONS } from "./app-needs";

const ENOUGH: AppGrant = {
  permissions: Object.fromEntries(NEEDED_PERMISSIONS.map(({ slug, level }) => [slug, level])),
  events: NEEDED_EVENTS.map(({ slug }) => slug),
  isOrganization: true,
};
const without = (names: string[], from: AppGrant["permissions"]) =>
  Object.fromEntries(Object.entries(from).filter(([slug]) => !names.includes(slug)));

test("nothing is missing where everything was granted, or more", () => {
  expect(listMissing(ENOUGH)).toEqual([]);
  const permissions = { ...ENOUGH.permissions, checks: "write", administration: "admin" };
  expect(listMissing({ ...ENOUGH, permissions, events: [...ENOUGH.events, "star"] })).toEqual([]);
});

test("a permission that is lower than needed is missing, with what it takes away", () => {
  const permissions = { ...ENOUGH.permissions, deployments: "read" };
  expect(listMissing({ ...ENOUGH, permissions })).toEqual([
    { kind: "permission", name: "Deployments: read and write", without: "Waiting environments cannot be answered." },
  ]);
});

test("permissions come before events, each by the name of GitHub's settings page", () => {
  const lacking = {
    ...ENOUGH,
    permissions: without(["statuses"], ENOUGH.permissions),
    events: ENOUGH.events.filter((slug) => slug !== "status"),
  };
  expect(listMissing(lacking).map(({ kind, name }) => `${kind} ${name}`)).toEqual(["permission Commit statuses: read", "event Status"]);
});

test("a person's account needs neither members nor teams", () => {
  const organizations = ["membership", "organization", "team", "team_add"];
  const events = ENOUGH.events.filter((slug) => !organizations.includes(slug));
  const permissions = without(["members"], ENOUGH.permissions);
  expect(listMissing({ permissions, events, isOrganization: false })).toEqual([]);
  expect(listMissing({ permissions, events, isOrganization: true })).toHaveLength(5);
});

test("the administration's guide names every permission and event", () => {
  const guide = readFileSync("docs/administration.md", "utf8");
  const [, events = ""] = /\| Events \| (.*) \|/.exec(guide) ?? [];
  expect(events.split(", ")).toEqual(NEEDED_EVENTS.map(({ name }) => name));
  for (const { name, level, isForOrganizations } of NEEDED_PERMISSIONS) {
    const [, row = ""] = new RegExp(`\\| ${isForOrganizations ? "Organization" : "Repository"} permissions \\| (.*) \\|`).exec(guide) ?? [];
    expect(row.split("; ").find((part) => part.endsWith(level === "write" ? ": read and write" : ": read"))).toContain(name);
  }
});
