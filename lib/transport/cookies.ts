import { environment } from "@/lib/env/environment";

/** next-auth's cookie names follow from the public address alone. */
export function sessionCookieName(): string {
  return environment().isSecure ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

export function csrfCookieName(): string {
  return environment().isSecure ? "__Host-next-auth.csrf-token" : "next-auth.csrf-token";
}

/** One cookie of a raw header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return decodeURIComponent(value.join("="));
  }
  return undefined;
}
