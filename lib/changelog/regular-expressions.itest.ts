import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";
import { transformSync } from "esbuild";
import { checkSync } from "recheck";
import { expect, test } from "vitest";

// The JavaScript backend: the others are programs that not every machine has.
process.env.RECHECK_SYNC_BACKEND = "pure";

test("no regular expression of the engine has a worst case beyond linear time", { timeout: 300_000 }, () => {
  const found = sources("lib/changelog").flatMap((file) =>
    regularExpressions(readFileSync(file, "utf8")).map(({ pattern, flags }) => ({ file, pattern, flags })),
  );
  expect(found.length).toBeGreaterThan(20);
  const risky = found.filter(({ pattern, flags }) => checkSync(pattern, flags, { timeout: 20_000 }).status !== "safe");
  expect(risky).toEqual([]);
  expect(checkSync("^(a+)+$", "").status).toBe("vulnerable");
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.ts$/.test(entry.name) && !/\.i?test\.ts$/.test(entry.name) ? [path] : [];
  });
}

function regularExpressions(code: string): { pattern: string; flags: string }[] {
  const found: { pattern: string; flags: string }[] = [];
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== "object") return;
    if ("regex" in node && node.regex) found.push(node.regex as { pattern: string; flags: string }); // acorn's Literal node
    for (const value of Object.values(node)) visit(value);
  };
  visit(parse(transformSync(code, { loader: "ts", target: "es2023" }).code, { ecmaVersion: "latest", sourceType: "module" }));
  return found;
}
