import { createHash } from "node:crypto";
import { createAppAuth } from "@octokit/auth-app";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit as Rest } from "@octokit/rest";
import { environment } from "@/lib/env/environment";
import { log } from "@/lib/log/log";
import { guard } from "./octokit-guard";

const TIMEOUT_MILLISECONDS = 10_000;
/** A blob of 100 MB in base64, the largest thing GitHub's API sends. */
const MAXIMUM_BYTES = 150 * 1024 * 1024;
const API_VERSION = "2022-11-28";

const Slipway = Rest.plugin(guard, retry, throttling);
export type Octokit = InstanceType<typeof Slipway>;

/** No redirect is followed, for none of GitHub's API calls needs it but those that ask where they lead; nothing takes longer or sends more than this. */
export const guardedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, {
    ...init,
    redirect: init?.redirect === "manual" ? "manual" : "error",
    signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  });
  if (!response.body) return response;
  const limited = new Response(response.body.pipeThrough(atMost(MAXIMUM_BYTES)), response);
  Object.defineProperty(limited, "url", { value: response.url });
  return limited;
};

/** Passes so many bytes on, unpacked, and fails with the next one: a small answer may unpack to more than the memory holds. */
function atMost(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > limit) controller.error(new Error(`the answer is larger than ${limit} bytes`));
      else controller.enqueue(chunk);
    },
  });
}

function options(identity: string) {
  const { apiUrl, SLIPWAY_DEMO } = environment();
  return {
    baseUrl: apiUrl,
    userAgent: "slipway",
    log: { debug() {}, info() {}, warn: (message: string) => log().debug({ message }, "octokit"), error() {} },
    request: { fetch: guardedFetch, headers: { "x-github-api-version": API_VERSION } },
    retry: { retries: 2, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451] },
    throttle: {
      // Each person and each installation has its own limits at GitHub, so each has its own queue here.
      id: identity,
      // GitHub asks for a second between writes; a GitHub on this machine does not.
      enabled: !SLIPWAY_DEMO,
      onRateLimit: (retryAfter: number, request: { method: string; url: string }) => {
        log().warn({ retryAfter, method: request.method, url: request.url }, "GitHub's rate limit is used up");
        return false;
      },
      onSecondaryRateLimit: (retryAfter: number, request: { method: string; url: string }) => {
        log().warn({ retryAfter, method: request.method, url: request.url }, "GitHub asks to slow down");
        return false;
      },
    },
  };
}

/** A client that acts with one person's token: what they may not do, it cannot do. */
export function userOctokit(token: string): Octokit {
  return new Slipway({ ...options(createHash("sha256").update(token).digest("hex").slice(0, 16)), auth: token });
}

const installations = new Map<number, Octokit>();

/** A client for the background: the App's installation, for reading only. */
export function installationOctokit(installationId: number): Octokit {
  let client = installations.get(installationId);
  if (!client) {
    client = new Slipway({
      ...options(`installation-${installationId}`),
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
  app ??= new Slipway({ ...options("app"), authStrategy: createAppAuth, auth: appCredentials() });
  return app;
}

function appCredentials() {
  const { GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY } = environment();
  return { appId: GITHUB_APP_ID, privateKey: GITHUB_APP_PRIVATE_KEY };
}
