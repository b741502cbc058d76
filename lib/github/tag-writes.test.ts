import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { transformSync } from "esbuild";
import { expect, test } from "vitest";

/** What runs when Slipway runs. */
const PLACES = ["lib", "app", "components", "bin", "server.ts"];
/** Read by tests alone; that nothing else imports them is tested below. */
const RIGS = ["test-world", "test-database", "test-tag-order", "test-rounds", "recorded-scenarios", "play-recording"];
/** Anything that could have to do with writing a ref. */
const SUSPECT = /(?:update|delete|create)Refs?\b|afterOid|git\/refs|isForced|\bforce\b|["'`]git["'`]|git (?:push|tag|update-ref)/;
const READS = ["rev-parse", "cat-file"].map((command) => `"${command}"`);
const ZEROS = '"0".repeat(40)';

interface Finding {
  file: string;
  words: string;
}

/** Where a file could move, delete or overwrite a tag, or make one in another way than the one; and how often it makes one in that way. */
function inspect(file: string, text: string): { hazards: Finding[]; tagsMade: number } {
  if (!SUSPECT.test(text)) return { hazards: [], tagsMade: 0 };
  // Without comments and types, and with one way of writing things.
  const { code } = transformSync(text, { loader: file.endsWith("x") ? "tsx" : "ts", legalComments: "none", target: "esnext" });
  const hazards: Finding[] = [];
  let tagsMade = 0;
  const note = (what: string, where: string) => hazards.push({ file, words: `${what}: ${where.replace(/\s+/g, " ").slice(0, 200)}` });
  for (const [pattern, what] of [
    [/\b(?:delete|update)Ref\b.{0,40}/g, "moves or deletes a ref"],
    [/.{0,40}git\/refs.{0,40}/g, "asks for refs by their address"],
    [/.{0,20}\bgit (?:push|tag|update-ref)\b.{0,20}/g, "runs git"],
  ] as const)
    for (const [found] of code.matchAll(pattern)) note(what, found);
  for (const { index } of code.matchAll(/\w+\(\s*"git"/g)) if (!isReading(code, index)) note("runs git", code.slice(index, index + 200));
  for (const { index } of code.matchAll(/\bcreateRef\(/g)) {
    const call = code.slice(index, index + 300);
    if (!/\bref: ["`]refs\/heads\//.test(call)) note("makes a ref that may be a tag", call);
  }
  for (const { object, value, callee } of findProperties(code, "isForced"))
    if (value !== "false" && callee !== "moveBranch") note("forces outside of the branch move", object);
  for (const { object, value, callee } of findProperties(code, "force"))
    if (value !== "false" && !isBranch(object) && callee !== "rmSync" && callee !== "rm") note("forces what is no branch", object);
  for (const { object, value: after } of findProperties(code, "afterOid")) {
    const before = /\bbeforeOid: ([^,}]+?)\s*[,}]/.exec(object)?.[1];
    const known = before && (new RegExp(`\\b${before} = (.+);`).exec(code)?.[1] ?? before);
    if (before && (isBranch(object) || before === after)) continue;
    if (/\bname: ["`]refs\/tags\//.test(object) && known === ZEROS && !/\bforce\b/.test(object)) tagsMade++;
    else note("moves what may be a tag", object);
  }
  return { hazards, tagsMade };
}

/** Whether a call of git does nothing but read: its command is written there, or at every call of the function around it. */
function isReading(code: string, index: number): boolean {
  const [, own] = /^\w+\(\s*"git",\s*\[(?:"-C", \w+, )?(\S+?)[,\]]/.exec(code.slice(index)) ?? [];
  if (own !== "...args") return own !== undefined && READS.includes(own);
  const wrapper = [...code.slice(0, index).matchAll(/(?:const|function) (\w+)(?: =)? ?\(\.\.\.args\)/g)].at(-1)?.[1];
  const calls = [...code.matchAll(new RegExp(`(?<!function )\\b${wrapper}\\(\\s*(\\S+?)[,)]`, "g"))];
  return calls.length > 0 && calls.every(([, command = ""]) => READS.includes(command));
}

const isBranch = (object: string) => /\bname: ["`]refs\/heads\//.test(object);

/** Every `name: value` of an object, with the object around it and the function that the object is given to. */
function findProperties(code: string, name: string): { object: string; value: string; callee: string }[] {
  return [...code.matchAll(new RegExp(`(?<=[{,]\\s*)${name}(?:: ([^,}]+?))?\\s*[,}]`, "g"))].map(({ index, 1: value = name }) => {
    const start = findOpen(code, index);
    const before = code.slice(0, findOpen(code, start) + 1);
    return { object: code.slice(start, findClose(code, start) + 1), value, callee: /(\w+)\($/.exec(before)?.[1] ?? "" };
  });
}

/** The bracket that is open at a place. */
function findOpen(code: string, index: number): number {
  let at = index - 1;
  for (let depth = stepAt(code, at); at >= 0 && depth <= 0; depth += stepAt(code, at)) at--;
  return at;
}

/** Where a bracket is closed again. */
function findClose(code: string, open: number): number {
  let at = open;
  for (let depth = 1; at < code.length && depth > 0; depth += stepAt(code, at)) at++;
  return at;
}

function stepAt(code: string, at: number): number {
  const character = code.charAt(at);
  if (character === "") return 0;
  return "([{".includes(character) ? 1 : ")]}".includes(character) ? -1 : 0;
}

function listFiles(place: string): string[] {
  const root = process.cwd();
  if (place.includes(".")) return [place];
  return readdirSync(join(root, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mjs|js)$/.test(entry.name) && !/\.(?:test|itest)\./.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith("lib/db/generated") && !RIGS.some((rig) => file.endsWith(`/${rig}.ts`)));
}

test("P11 no code path moves, forces or deletes a tag, and one place makes them, only where there is none", () => {
  const files = PLACES.flatMap(listFiles);
  expect(files.length).toBeGreaterThan(300);
  const found = files
    .map((file) => ({ file, text: readFileSync(file, "utf8") }))
    .map(({ file, text }) => ({ file, text, ...inspect(file, text) }));
  expect(found.flatMap(({ hazards }) => hazards)).toEqual([]);
  expect(found.filter(({ tagsMade }) => tagsMade > 0).map(({ file, tagsMade }) => [file, tagsMade])).toEqual([["lib/github/tags.ts", 1]]);
  const imports = new RegExp(`/(?:${RIGS.join("|")})["']`);
  expect(found.filter(({ text }) => imports.test(text)).map(({ file }) => file)).toEqual([]);
});

for (const [name, text] of [
  ["REST that moves a ref", 'await octokit.rest.git.updateRef({ owner, repo, ref: "tags/v1", sha })'],
  ["REST that deletes a ref", "await octokit.rest.git.deleteRef({ owner, repo, ref })"],
  ["REST by another name", 'await octokit.rest.git["deleteRef"]({ owner, repo, ref })'],
  ["REST by its address", 'await octokit.request("DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ref })'],
  ["REST by an address that is put together", `await fetch(\`\${api}/git/refs/\${ref}\`, { method: "PATCH" })`],
  ["REST that makes a tag unguarded", `await octokit.rest.git.createRef({ ref: \`refs/tags/\${tag}\`, sha })`],
  ["REST that makes whatever it is given", "await octokit.rest.git.createRef({ ref, sha })"],
  ["a push", 'await execFile("git", ["push", "--force", remote, tag])'],
  ["a push in a shell", 'exec("git push --tags")'],
  ["git's own tag", 'spawn("git", ["tag", "-d", tag])'],
  [
    "a push through a function of one's own",
    'const ask = (...args) => spawnSync("git", ["-C", folder, ...args]); ask("cat-file", "tag", tag); ask("push", "--tags");',
  ],
  ["git with a command from elsewhere", 'spawnSync("git", [command, tag])'],
  ["GraphQL that deletes a ref", "graphql(`mutation { deleteRef(input: { refId: $id }) { clientMutationId } }`)"],
  ["GraphQL that moves a ref", 'graphql("mutation M($input: UpdateRefInput!) { updateRef(input: $input) { ref { name } } }")'],
  ["a tag from where it is", `const x = { refUpdates: [{ name: \`refs/tags/\${tag}\`, beforeOid: seen, afterOid: object }] }`],
  ["a tag from wherever it is", `const x = { refUpdates: [{ name: \`refs/tags/\${tag}\`, afterOid: object }] }`],
  ["a tag by force", `const N = "0".repeat(40); const x = { name: \`refs/tags/\${tag}\`, beforeOid: N, afterOid: object, force: true }`],
  ["a tag that is deleted", `const N = "0".repeat(40); const x = { name: \`refs/tags/\${tag}\`, beforeOid: seen, afterOid: N }`],
  ["a ref that may be a tag", "const x = { name: ref, beforeOid: seen, afterOid: object }"],
  ["force", "const x = { name: ref, force: true }"],
  ["force outside of the branch move", "moveAny(octokit, { ref, isForced: true })"],
] as const)
  test(`P11 is found: ${name}`, () => expect(inspect("lib/some/file.ts", text).hazards).not.toEqual([]));

for (const [name, text, made] of [
  ["a branch that is moved", `const x = { name: \`refs/heads/\${branch}\`, beforeOid: seen, afterOid: sha, force: isForced }`, 0],
  ["a branch that is amended", "await moveBranch(octokit, id, { branch, before, after, isForced: true })", 0],
  ["a ref that is held where it is", "const x = { name: guard.refName, beforeOid: guard.sha, afterOid: guard.sha }", 0],
  ["a new tag", `const N = "0".repeat(40); const x = { name: \`refs/tags/\${tag}\`, beforeOid: N, afterOid: object }`, 1],
  [
    "a tag that is read from a clone",
    'const ask = (...args) => spawnSync("git", ["-C", folder, ...args]); ask("cat-file", "tag", tag);',
    0,
  ],
  ["a folder that is removed", "rmSync(folder, { recursive: true, force: true })", 0],
] as const)
  test(`P11 is let pass: ${name}`, () => expect(inspect("lib/some/file.ts", text)).toEqual({ hazards: [], tagsMade: made }));
