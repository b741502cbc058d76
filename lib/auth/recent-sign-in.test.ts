import { expect, test } from "vitest";
import { refuseOldSignIn } from "./recent-sign-in";

const NOW = new Date("2026-11-21T12:00:00Z");
for (const [name, signedInAt, isRefused] of [
  ["of a moment ago is recent", "2026-11-21T12:00:00Z", false],
  ["of just under eight hours ago is recent", "2026-11-21T04:00:01Z", false],
  ["of eight hours ago is too old", "2026-11-21T04:00:00Z", true],
  ["that is not known is too old", null, true],
] as const)
  test(`a sign-in ${name}`, () => {
    const refusal = refuseOldSignIn(signedInAt ? { signedInAt: new Date(signedInAt) } : {}, NOW);
    expect(refusal).toEqual(isRefused ? expect.stringContaining("sign in again") : null);
  });
