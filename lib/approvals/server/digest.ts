import { createHash } from "node:crypto";
import { canonicalJson, type DecisionFacts } from "../facts";

/** SHA-256 of a text, in hexadecimal. */
export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** SHA-256 of the canonical JSON of a value. */
export const digestOf = (value: unknown) => sha256(canonicalJson(value));

/** What a vote is bound to, as one number (PRODUCT.md, fingerprint). */
export const fingerprintOf = (facts: DecisionFacts) => digestOf(facts);
