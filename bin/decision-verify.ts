import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "@/lib/approvals/facts";
import { AppError } from "@/lib/errors/app-error";
import { EXIT, UsageError } from "./exit";
import { readArguments } from "./read-arguments";
import { nameOf, readFile, writeOut } from "./read-file";

/** What is looked at of a record; whatever else stands in it counts for its digest all the same. */
const record = z.looseObject({
  format: z.literal("slipway-decision/1"),
  version: z.string(),
  sha: z.string().regex(/^[0-9a-f]{40,64}$/),
  fingerprint: z.string(),
  facts: z.looseObject({ sha: z.string(), process: z.string() }),
  policy: z.looseObject({}),
  votes: z.array(
    z.looseObject({ slot: z.string(), login: z.string(), vote: z.string(), counted: z.boolean(), fingerprint: z.string(), at: z.string() }),
  ),
  override: z.looseObject({ by: z.string(), second: z.string(), reason: z.string() }).nullable(),
});
type Recorded = z.infer<typeof record>;

const digestOf = (value: unknown) => createHash("sha256").update(canonicalJson(value)).digest("hex");

/** `decision verify RECORD --tag TAG`: proves with a clone alone that a tag was made by the decision on record. */
export async function verifyDecision(args: string[]): Promise<number> {
  const { values, operand } = readArguments(args, { tag: { type: "string" }, clone: { type: "string" } }, { name: "RECORD" });
  const { tag, clone = "." } = values;
  if (tag === undefined) throw new UsageError("Say which tag the record belongs to, for example --tag v26.2.0.");
  if (!/^[^-\s][^\s:]*$/.test(tag)) throw new UsageError(`“${tag}” is no name of a tag.`);
  const read = parseRecord(operand);
  const digest = digestOf(read);
  const found = readTag(clone, tag);
  const problems = [
    ...checkRecord(read),
    ...(found.commit === read.sha ? [] : [`The tag leads to ${found.commit}, and the decision was on ${read.sha}.`]),
    ...checkMessage(found.message, digest),
  ];
  const counted = read.votes.filter((vote) => vote.counted);
  const lines = [
    `record: sha256:${digest}`,
    `decision: ${read.version} at ${read.sha}`,
    ...counted.map(({ vote, login, slot, at }) => `${vote}: ${login} as ${slot}, ${at}`),
    ...(read.override ? [`override: ${read.override.by} and ${read.override.second}: ${read.override.reason}`] : []),
    ...problems,
    problems.length === 0 ? `${tag} was made by this decision.` : `${tag} is not proved by this record.`,
  ];
  await writeOut(`${lines.join("\n")}\n`);
  return problems.length === 0 ? EXIT.ok : EXIT.checkFailed;
}

function parseRecord(path: string): Recorded {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(readFile(path)).toString("utf8"));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("invalid", `${nameOf(path)}: this is no JSON.`);
  }
  const parsed = record.safeParse(json);
  if (!parsed.success)
    throw new AppError(
      "invalid",
      `${nameOf(path)}: this is no record of a decision (${parsed.error.issues[0]?.path.join(".") || "its form"}).`,
    );
  return parsed.data;
}

/** Whether the record agrees with itself: its parts are bound to each other by their digests. */
function checkRecord({ facts, policy, fingerprint, sha, votes, override }: Recorded): string[] {
  const strangers = votes.filter((vote) => vote.counted && vote.vote === "go" && vote.fingerprint !== fingerprint);
  return [
    ...(digestOf(facts) === fingerprint ? [] : ["The fingerprint is not that of the facts in the record."]),
    ...(digestOf(policy) === facts.process ? [] : ["The rules in the record are not those that were voted on."]),
    ...(facts.sha === sha ? [] : ["The facts in the record are of another commit."]),
    ...strangers.map(({ login }) => `The GO of ${login} was bound to something else.`),
    ...(override === null && !votes.some(({ counted, vote }) => counted && vote === "go") ? ["Nobody's GO counted."] : []),
  ];
}

function checkMessage(message: string, digest: string): string[] {
  const named = /^Decision: sha256:([0-9a-f]{64})$/m.exec(message)?.[1];
  if (named === digest) return [];
  return [named === undefined ? "The tag's message names no decision." : `The tag's message names sha256:${named}.`];
}

function readTag(folder: string, tag: string): { commit: string; message: string } {
  const options = { encoding: "utf8" } as const;
  const commit = spawnSync("git", ["-C", folder, "rev-parse", "--verify", "--quiet", `refs/tags/${tag}^{commit}`], options);
  const object = spawnSync("git", ["-C", folder, "cat-file", "tag", `refs/tags/${tag}`], options);
  if (commit.error ?? object.error) throw new AppError("not-found", "git is needed to read the tag, and it could not be started.");
  if (commit.status !== 0 || object.status !== 0)
    throw new AppError("not-found", `${folder}: there is no annotated tag ${tag} in this clone. Fetch it with “git fetch --tags”.`);
  return { commit: commit.stdout.trim(), message: object.stdout.slice(object.stdout.indexOf("\n\n") + 2) };
}
