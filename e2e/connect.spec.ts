import { expect, openAs, query, signIn, stack, test } from "./slipway";

test("a repository is connected by somebody who may, and its candidate appears by itself", async ({ page, browser }) => {
  const { page: reader, context } = await openAs(browser, "demo-auditor", "/connect");
  const refused = reader.getByRole("listitem").filter({ hasText: "odd/unconnected" });
  await expect(refused).toContainText("To connect odd/unconnected you need the role maintain on GitHub; you have read.");
  await expect(refused.getByRole("button", { name: "Connect unconnected" })).toHaveAttribute("aria-disabled", "true");
  await context.close();

  await signIn(page, "demo-manager", "/connect");
  await page.getByPlaceholder("Find a repository").fill("unconn");
  await page.getByRole("button", { name: "Connect unconnected" }).click();
  await expect(page.getByText("Connected odd/unconnected. Its candidates appear in a moment.")).toBeVisible();
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await expect(page.getByRole("link", { name: "1.2.0", exact: true }).first()).toBeVisible();
  await expect(page.getByText("to merge")).toBeVisible();
  const events = await query<{ actor: string; sentence: string }>(
    `select actor, sentence from "Event" where type = 'repository.connected' and sentence like '%unconnected'`,
  );
  expect(events).toEqual([{ actor: "demo-manager", sentence: "Connected odd/unconnected" }]);
  await page.goto(`${stack.url}/connect`);
  await expect(page.getByRole("listitem").filter({ hasText: "odd/unconnected" })).toContainText("Connected");
});
