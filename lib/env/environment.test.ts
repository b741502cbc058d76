import { expect, test } from "vitest";
import { readEnvironment } from "./environment";

const GOOD = {
  SLIPWAY_KEY: Buffer.alloc(32, 7).toString("base64"),
  DATABASE_URL: "postgresql://localhost/slipway",
  GITHUB_APP_ID: "12",
  GITHUB_APP_CLIENT_ID: "Iv1.1",
  GITHUB_APP_CLIENT_SECRET: "secret",
  GITHUB_APP_PRIVATE_KEY: "-----BEGIN PRIVATE KEY-----",
  GITHUB_WEBHOOK_SECRET: "0123456789abcdef",
};

test("derives the addresses of github.com and of a server of one's own", () => {
  expect(readEnvironment(GOOD)).toMatchObject({ apiUrl: "https://api.github.com", graphqlUrl: "https://api.github.com/graphql" });
  expect(readEnvironment({ ...GOOD, GITHUB_URL: "https://git.example.com/" })).toMatchObject({
    apiUrl: "https://git.example.com/api/v3",
    graphqlUrl: "https://git.example.com/api/graphql",
  });
});

for (const [name, change, sentence] of [
  ["a missing key", { SLIPWAY_KEY: undefined }, /SLIPWAY_KEY is missing.*openssl rand/],
  ["a short key", { SLIPWAY_KEY: "abc" }, /32 bytes in base64/],
  ["a wrong GitHub address", { GITHUB_URL: "github" }, /GITHUB_URL must be an address such as https:\/\/github.com/],
  ["a database that is none", { DATABASE_URL: "mysql://x" }, /postgresql:\/\//],
  ["a role that is none", { SLIPWAY_ROLE: "boss" }, /one of all, web, worker/],
  ["a missing file", { GITHUB_APP_PRIVATE_KEY: undefined, GITHUB_APP_PRIVATE_KEY_FILE: "/nowhere" }, /cannot be read/],
] as const)
  test(`names ${name} and says what to do`, () => expect(() => readEnvironment({ ...GOOD, ...change })).toThrow(sentence));

test("names every wrong setting at once", () => {
  expect(() => readEnvironment({})).toThrow(/SLIPWAY_KEY[\s\S]*DATABASE_URL[\s\S]*GITHUB_APP_ID/);
});

test("refuses a production start against a GitHub on this machine, unless it is a demo", () => {
  const local = { ...GOOD, NODE_ENV: "production", GITHUB_URL: "http://127.0.0.1:4010" };
  expect(() => readEnvironment(local)).toThrow(/SLIPWAY_DEMO=1/);
  expect(readEnvironment({ ...local, SLIPWAY_DEMO: "1" }).apiUrl).toBe("http://127.0.0.1:4010/api/v3");
});
