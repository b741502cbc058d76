import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment } from "@/lib/env/environment";
import { closeDatabase } from "./client";
import { migrate } from "./migrate";

interface Running {
  url: string;
  home: string;
  stop: () => Promise<void>;
}

/** Settings that name no GitHub: for tests that never reach one. */
export const TEST_SETTINGS = {
  SLIPWAY_KEY: Buffer.alloc(32, 5).toString("base64"),
  GITHUB_APP_ID: "1",
  GITHUB_APP_CLIENT_ID: "id",
  GITHUB_APP_CLIENT_SECRET: "secret",
  GITHUB_APP_PRIVATE_KEY: "PRIVATE KEY",
  GITHUB_WEBHOOK_SECRET: "the secret of the webhook",
  LOG_LEVEL: "silent",
};

/** A PostgreSQL of its own for an integration test, migrated; the settings of this process lead to it. Answers with the way to end it. */
export async function startTestDatabase(settings: Record<string, string> = {}): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
  const launcher: string = "../../scripts/database.mjs";
  const { startDatabase } = (await import(launcher)) as { startDatabase: (options: { folder: string }) => Promise<Running> };
  const running = await startDatabase({ folder });
  Object.assign(process.env, TEST_SETTINGS, { DATABASE_URL: running.url }, settings);
  await migrate(environment(), "prisma/migrations");
  return async () => {
    await closeDatabase();
    await running.stop();
    for (const path of [running.home, folder]) rmSync(path, { recursive: true, force: true });
  };
}
