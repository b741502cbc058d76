import { describeAge } from "@/components/ui/relative-time";
import { expect, expectAccessible, signIn, stack, test } from "./slipway";

const BERTH = "/repositories/kestrel-harbor/berth";
const SCREENS = [
  "/",
  "/inbox",
  "/connect",
  BERTH,
  `${BERTH}/decisions`,
  `${BERTH}/releases/26.2.0`,
  `${BERTH}/releases/26.2.0/changelog`,
  `${BERTH}/releases/26.1.0`,
];

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [1440, 1024, 360])
    test.describe(`${colorScheme} at ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test("no screen has a violation, and none scrolls sideways", async ({ page }) => {
        await signIn(page, "demo-auditor");
        for (const path of SCREENS) {
          await page.goto(stack.url + path);
          await expect(page.locator("h1")).toBeVisible();
          await expectAccessible(page);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect([path, overflow]).toEqual([path, 0]);
        }
      });
    });

test("the theme is chosen in the person's menu and stays", async ({ page }) => {
  await signIn(page, "demo-auditor");
  const choose = async (name: string) => {
    await page.getByRole("button", { name: "Demo Auditor: theme and sign out" }).first().click();
    await page.getByRole("menuitemradio", { name }).click();
  };
  await choose("Dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await choose("As the system");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
});

test("everything can be reached by keyboard, beginning with the link to the content", async ({ page }) => {
  await signIn(page, "demo-manager");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (name.trim() === "berth") break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/repositories\/kestrel-harbor\/berth/);
});

test("ages are right from the first moment on, however long the server has run", async ({ page }) => {
  await signIn(page, "demo-manager");
  const html = await (await page.request.get(`${stack.url}${BERTH}/releases/26.2.0`)).text();
  const ages = [...html.matchAll(/<time dateTime="([^"]+)"[^>]*>(.+?)(?: ago)?<\/time>/g)].map(([, at = "", age]) => ({
    at: new Date(at),
    age,
  }));
  expect(ages.length).toBeGreaterThan(5);
  const now = Date.now();
  for (const { at, age } of ages)
    expect(
      [0, 1, 2].map((seconds) => describeAge(at, new Date(now - seconds * 1_000))),
      at.toISOString(),
    ).toContain(age);
});
