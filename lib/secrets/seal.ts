import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { environment, keyId } from "@/lib/env/environment";

/**
 * Encrypts a secret for the database: AES-256-GCM, bound to the row it belongs to, with the key's id in front so
 * that a key can be exchanged later. Shape: `v1.<key id>.<iv>.<tag>.<text>`, base64url.
 */
export function seal(secret: string, row: string): string {
  const key = environment().SLIPWAY_KEY;
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(key, "base64"), iv);
  cipher.setAAD(Buffer.from(row));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return ["v1", keyId(key), ...[iv, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(".");
}

/** The inverse of {@link seal}. Throws when the key is another or the text belongs to another row. */
export function open(sealed: string, row: string): string {
  const [version, id, iv = "", tag = "", text = ""] = sealed.split(".");
  const key = environment().SLIPWAY_KEY;
  if (version !== "v1" || id !== keyId(key))
    throw new Error(
      `A stored secret was sealed with the key ${id}, and SLIPWAY_KEY is ${keyId(key)}. Restore the old key, or sign in again.`,
    );
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(key, "base64"), Buffer.from(iv, "base64url"));
  decipher.setAAD(Buffer.from(row));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
}
