import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, git, signIn, test } from "./slipway";

const data = process.env.SLIPWAY_DATA;
const BRANCH = "release/26.1.0";

test.skip(!data, "set SLIPWAY_DATA to run the real case");

test("the real release 26.1.0: 147 entries consolidated, grouped by keyboard, amended, none lost", async ({ page }) => {
  const expected = (
    JSON.parse(readFileSync(join(data ?? "", "cases/26.1.0/consolidated.expected.json"), "utf8")) as {
      entries: { category: string; raw: string }[];
    }
  ).entries;
  const before = { head: git("real/case", "rev-parse", BRANCH).trim(), file: git("real/case", "show", `${BRANCH}:CHANGELOG.md`) };
  await signIn(page, "demo-manager", "/repositories/real/case/releases/26.1.0/changelog");
  await page.getByRole("button", { name: "Consolidate 147 entries" }).click();
  await expect(page.getByRole("region", { name: "Ledger" })).toContainText("147 in");
  await page.locator("[data-handle]").first().focus();
  await page.keyboard.press("n");
  await page.getByLabel("Title").fill("Notifications");
  await page.getByLabel("Description").fill("Told people about their services.");
  await page.getByRole("button", { name: "Create it with 1 entry" }).click();
  const group = page.getByRole("article", { name: "Notifications" });
  await expect(group.locator("[data-entry]")).toHaveCount(1);
  await page.locator("[data-list=ungrouped] [data-handle]").first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  await expect(group.locator("[data-entry]")).toHaveCount(2);
  await expect(page.locator("[data-save=saved]")).toBeVisible();
  await page.getByRole("button", { name: "Commit the notes…" }).click();
  await page.getByRole("button", { name: `Amend ${before.head.slice(0, 7)} on ${BRANCH}` }).click();
  await page.waitForURL(/releases\/26\.1\.0$/);

  const head = git("real/case", "rev-parse", BRANCH).trim();
  const facts = (sha: string) => git("real/case", "log", "-1", "--format=%P%n%an%n%aI%n%B", sha);
  expect(facts(head)).toBe(facts(before.head));
  expect(git("real/case", "diff", "--name-only", before.head, head).trim()).toBe("CHANGELOG.md");
  const file = git("real/case", "show", `${head}:CHANGELOG.md`);
  const start = before.file.indexOf("## 26.1.0 ");
  const rest = before.file.slice(before.file.indexOf("## 25.19.0 "));
  expect(file.slice(0, start)).toBe(before.file.slice(0, start));
  expect(file.slice(-rest.length)).toBe(rest);
  const section = file.slice(start, file.length - rest.length);
  let category = "";
  const written = section.split("\n").flatMap((line) => {
    if (line.startsWith("### ")) category = line.slice(4);
    return line.startsWith("* ") ? [JSON.stringify([category, line])] : [];
  });
  expect(written.sort()).toEqual(expected.map((entry) => JSON.stringify([entry.category, entry.raw])).sort());
  expect(section).toContain("#### Notifications\nTold people about their services.\n\n* ");
});
