import { createAppAuth } from "@octokit/auth-app";
import { retry } from "@octokit/plugin-retry";
import { Octokit as Rest } from "@octokit/rest";
import { environment } from "@/lib/env/environment";
import { log } from "@/lib/log/log";
import { guard } from "./octokit-guard";
import { gatedFetch } from "./request-gate";

const API_VERSION = "2022-11-28";

const Slipway = Rest.plugin(guard, retry);
export type Octokit = InstanceType<typeof Slipway>;

function options(identity: string, { isCached }: { isCached: boolean }) {
  return {
    baseUrl: environment().apiUrl,
    userAgent: "slipway",
    log: { debug() {}, info() {}, warn: (message: string) => log().debug({ message }, "octokit"), error() {} },
    request: { fetch: gatedFetch(identity, { isCached }), headers: { "x-github-api-version": API_VERSION } },
    retry: { retries: 2, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451] },
  };
}

/** A person's account at the gate; it outlives their tokens. */
export const userIdentity = (userId: string) => `user:${userId}`;

/** A client that acts with one person's token: what they may not do, it cannot do. */
export function userOctokit(userId: string, token: string): Octokit {
  return new Slipway({ ...options(userIdentity(userId), { isCached: false }), auth: token });
}

/** An installation's account at the gate. */
export const installationIdentity = (installationId: number | bigint) => `installation:${installationId}`;

const installations = new Map<number, Octokit>();

/** A client for the background: the App's installation, for reading only. */
export function installationOctokit(installationId: number): Octokit {
  let client = installations.get(installationId);
  if (!client) {
    client = new Slipway({
      ...options(installationIdentity(installationId), { isCached: true }),
      authStrategy: createAppAuth,
      auth: { ...appCredentials(), installationId },
    });
    installations.set(installationId, client);
  }
  return client;
}

let app: Octokit | null = null;

/** A client as the App itself: finds its installations. */
export function appOctokit(): Octokit {
  app ??= new Slipway({ ...options("app", { isCached: true }), authStrategy: createAppAuth, auth: appCredentials() });
  return app;
}

function appCredentials() {
  const { GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY } = environment();
  return { appId: GITHUB_APP_ID, privateKey: GITHUB_APP_PRIVATE_KEY };
}
