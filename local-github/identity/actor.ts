import { createPublicKey, verify } from "node:crypto";
import { HttpError } from "../http";
import type { ReportingApp, Repository, Role, Store } from "../state";

/** Who asks: a person's user token, the App's installation, the App itself by JWT, or nobody. */
export interface Actor {
  kind: "user" | "installation" | "app" | "anonymous";
  login: string | null;
  installationId: number | null;
  /** The App of another maker that asks, and whose checks it reports. */
  reportsAs?: ReportingApp;
  /** Key of the rate-limit bucket. */
  key: string;
  roleOn(repository: Repository): Role | null;
}

const ANONYMOUS: Actor = {
  kind: "anonymous",
  login: null,
  installationId: null,
  key: "anonymous",
  roleOn: (repository) => (repository.isPrivate ? null : "read"),
};

/** Reads `Authorization`; a token that is unknown, expired or revoked is 401, never "anonymous". */
export function authenticate(store: Store, header: string | undefined): Actor {
  if (!header) return ANONYMOUS;
  const [scheme = "", value = ""] = header.split(/ +/);
  if (/^basic$/i.test(scheme)) {
    const [user = "", password = ""] = Buffer.from(value, "base64").toString("utf8").split(":");
    return actorOfToken(store, password === "x-oauth-basic" || password === "" ? user : password);
  }
  if (!/^(?:bearer|token)$/i.test(scheme)) throw new HttpError(401, "Bad credentials");
  return value.split(".").length === 3 ? actorOfJwt(store, value) : actorOfToken(store, value);
}

function actorOfToken(store: Store, text: string): Actor {
  const token = store.state.tokens[text];
  if (!token || token.isRevoked || token.expiresAt < Date.now()) throw new HttpError(401, "Bad credentials");
  if (token.kind === "user" && token.login) {
    const { login } = token;
    return {
      kind: "user",
      login,
      installationId: null,
      key: `user:${login}`,
      roleOn: (repository) => repository.roles[login] ?? (repository.isPrivate ? null : "read"),
    };
  }
  if (token.reportsAs) return reporter(store, token.reportsAs);
  if (token.kind === "installation") {
    const installation = store.state.installations.find(({ id }) => id === token.installationId);
    if (!installation) throw new HttpError(401, "Bad credentials");
    return {
      kind: "installation",
      login: null,
      installationId: installation.id,
      key: `installation:${installation.id}`,
      roleOn: (repository) => (repository.owner === installation.account ? "write" : repository.isPrivate ? null : "read"),
    };
  }
  throw new HttpError(401, "Bad credentials");
}

/** Another App's installation: it sees repositories of its account, and writes nothing but checks and statuses. */
function reporter(store: Store, slug: string): Actor {
  const app = store.state.reportingApps.find((candidate) => candidate.slug === slug);
  if (!app) throw new HttpError(401, "Bad credentials");
  return {
    kind: "installation",
    login: `${slug}[bot]`,
    installationId: null,
    reportsAs: app,
    key: `app:${slug}`,
    roleOn: (repository) => (repository.owner === app.account || !repository.isPrivate ? "read" : null),
  };
}

/** RS256, issued by this App, at most ten minutes long (GitHub: "Generating a JSON Web Token for a GitHub App"). */
function actorOfJwt(store: Store, jwt: string): Actor {
  const { app } = store.state;
  const [header = "", payload = "", signature = ""] = jwt.split(".");
  const bad = new HttpError(401, "A JSON web token could not be decoded");
  if (!app) throw bad;
  const isSigned = verify(
    "RSA-SHA256",
    Buffer.from(`${header}.${payload}`),
    createPublicKey(app.publicKey),
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned) throw bad;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { iss?: unknown; exp?: number; iat?: number };
  const now = Date.now() / 1000;
  if (String(claims.iss) !== String(app.id) && claims.iss !== app.clientId) throw bad;
  if (!claims.exp || claims.exp < now || claims.exp > now + 660)
    throw new HttpError(401, "'Expiration time' claim ('exp') is too far in the future");
  return { kind: "app", login: null, installationId: null, key: "app", roleOn: () => null };
}
