import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";

const address = (example: string) =>
  z.url({ protocol: /^https?$/, error: `must be an address such as ${example}` }).transform((url) => url.replace(/\/+$/, ""));

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  SLIPWAY_URL: address("https://slipway.example.com").default("http://127.0.0.1:3000"),
  SLIPWAY_ROLE: z.enum(["all", "web", "worker"], { error: "is one of all, web, worker" }).default("all"),
  SLIPWAY_HOST: z.string().default("127.0.0.1"),
  SLIPWAY_PORT: z.coerce.number({ error: "is a port number" }).int().min(0).max(65535).default(3000),
  SLIPWAY_KEY: z
    .string({ error: "is missing. Make one with: openssl rand -base64 32 — and keep it outside the database" })
    .refine((key) => Buffer.from(key, "base64").length === 32, "must be 32 bytes in base64: openssl rand -base64 32"),
  SLIPWAY_DEMO: z
    .enum(["0", "1"])
    .default("0")
    .transform((value) => value === "1"),
  SLIPWAY_CONNECT: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .refine((names) => names.every((name) => /^[\w.-]+\/[\w.-]+$/.test(name)), "is a list such as owner/name,owner/other"),
  DATABASE_URL: z
    .string({ error: "is missing. Set it to postgresql://user:password@host:5432/slipway, or use npm start" })
    .regex(/^postgres(?:ql)?:\/\//, "must start with postgresql://"),
  DATABASE_APP_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, "must start with postgresql://")
    .optional(),
  GITHUB_URL: address("https://github.com").default("https://github.com"),
  GITHUB_APP_ID: z
    .string({ error: "is missing. It stands on the settings page of your GitHub App" })
    .regex(/^\d+$/, "is the number on the App's settings page"),
  GITHUB_APP_CLIENT_ID: z.string({ error: "is missing. It stands on the settings page of your GitHub App" }).min(1),
  GITHUB_APP_CLIENT_SECRET: z.string({ error: "is missing. Make one on the settings page of your GitHub App" }).min(1),
  GITHUB_APP_PRIVATE_KEY: z
    .string({ error: "is missing. Download it on the App's settings page and name the file in GITHUB_APP_PRIVATE_KEY_FILE" })
    .includes("PRIVATE KEY", { error: "must be the PEM file that GitHub made" }),
  GITHUB_WEBHOOK_SECRET: z
    .string({ error: "is missing. It is the secret you typed into the App's webhook settings" })
    .min(16, "must have at least 16 characters"),
  /** While GitHub changes over to a new secret, the one before is accepted as well. */
  GITHUB_WEBHOOK_SECRET_BEFORE: z.string().min(16, "must have at least 16 characters").optional(),
  /** Hosts beside GitHub's own where a GitHub Enterprise Server keeps logs. */
  GITHUB_LOG_HOSTS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((host) => host.trim().toLowerCase())
        .filter(Boolean),
    )
    .refine((hosts) => hosts.every((host) => /^[a-z0-9.-]+$/.test(host)), "is a list of host names such as logs.example.com"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Environment = z.infer<typeof schema> & {
  /** REST and GraphQL addresses that follow from GITHUB_URL. */
  apiUrl: string;
  graphqlUrl: string;
  isSecure: boolean;
};

/** Settings that are wrong, one line each, with what to do. */
export class EnvironmentError extends Error {}

/** Reads and checks the settings; every wrong one is named with what to do. `NAME_FILE` stands for a file with NAME's value. */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const values: Record<string, string | undefined> = {};
  for (const name of Object.keys(schema.shape)) values[name] = source[name] || readFile(source[`${name}_FILE`], name);
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")} ${message}`);
    throw new EnvironmentError(
      `Slipway cannot start, because of its settings:\n${lines.join("\n")}\nAll settings are described in docs/administration.md.`,
    );
  }
  const environment = parsed.data;
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(environment.GITHUB_URL).hostname);
  if (environment.NODE_ENV === "production" && isLoopback && !environment.SLIPWAY_DEMO)
    throw new EnvironmentError(
      `GITHUB_URL is ${environment.GITHUB_URL}, an address of this machine, and this is a production start.\nSet GITHUB_URL to your GitHub, or SLIPWAY_DEMO=1 if this is a demo.`,
    );
  const isDotCom = environment.GITHUB_URL === "https://github.com";
  return {
    ...environment,
    apiUrl: isDotCom ? "https://api.github.com" : `${environment.GITHUB_URL}/api/v3`,
    graphqlUrl: isDotCom ? "https://api.github.com/graphql" : `${environment.GITHUB_URL}/api/graphql`,
    isSecure: environment.SLIPWAY_URL.startsWith("https://"),
  };
}

const home = globalThis as { slipwayEnvironment?: Environment };

/** The settings of this process, read once. */
export function environment(): Environment {
  home.slipwayEnvironment ??= readEnvironment(process.env);
  return home.slipwayEnvironment;
}

/** A secret for one purpose, derived from SLIPWAY_KEY, so that every process knows it without keeping it. */
export function derivedSecret(purpose: string): string {
  return createHmac("sha256", Buffer.from(environment().SLIPWAY_KEY, "base64")).update(purpose).digest("base64url");
}

/** Short public name of a key, stored beside what it sealed. */
export function keyId(key: string): string {
  return createHash("sha256").update(Buffer.from(key, "base64")).digest("hex").slice(0, 8);
}

function readFile(path: string | undefined, name: string): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    throw new EnvironmentError(`${name}_FILE is ${path}, and that file cannot be read.`);
  }
}
