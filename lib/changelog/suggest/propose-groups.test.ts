import { describe, expect, test } from "vitest";
import { parseVersion, type Version } from "@/lib/releases/version";
import { measureAllSimilarities, measureSimilarities } from "./measure-similarities";
import { proposeGroups } from "./propose-groups";
import type { Suggestion } from "./suggestion";
import type { CategoryInput, History, PullRequestFacts, SuggestionEntry, SuggestionInput } from "./suggestion-input";
import { tokenize } from "./tokenize";

const version = (text: string): Version => {
  const parsed = parseVersion(text);
  if (!parsed) throw new Error(`${text} is no version`);
  return parsed;
};

const BALLAST = [
  "Add ballast pump row models and migration",
  "Implement ballast pump repository layer",
  "Implement ballast pump service with weight calculation",
  "Add REST API endpoints for ballast pump control",
  "Add GraphQL mutations for the ballast pump",
];
const CARGO = [
  "Add cargo manifest export as CSV",
  "Support streaming in the cargo manifest export",
  "Add cargo manifest filters to the export dialog",
];
const LANTERN = ["Introduce lantern dimming schedules", "Add sunset mode to lantern dimming"];
const LOOSE = ["Allow crews to rename hammocks", "Show tides in local time", "Raise the limit for parrots"];

const toEntries = (texts: string[], from: number): SuggestionEntry[] =>
  texts.map((text, i) => ({ id: `e${from + i}`, text, references: [`#${from + i}`] }));
const ENTRIES = [...toEntries(BALLAST, 100), ...toEntries(CARGO, 200), ...toEntries(LANTERN, 300), ...toEntries(LOOSE, 400)];
const HISTORY: History = {
  sections: [
    {
      version: version("1.1.0"),
      categories: [
        {
          title: "Features",
          groups: [
            {
              title: "Cargo Manifest",
              description: "Introduced manifests.",
              texts: ["Add cargo manifest table", "Print the cargo manifest", "Sign cargo manifest pages"],
            },
            { title: "Sails", description: "Improved sails.", texts: ["Reef sails faster", "Add storm sails", "Fold sails on shutdown"] },
            {
              title: null,
              description: "",
              texts: ["Rename hammocks", "Show the moon", "Use local time", "Limit parrots", "Count barrels"],
            },
          ],
        },
      ],
    },
  ],
};
const category = (changes: Partial<CategoryInput> = {}): CategoryInput => ({
  id: "c-features",
  title: "Features",
  entries: ENTRIES,
  ...changes,
});
const input = (changes: Partial<SuggestionInput> = {}): SuggestionInput => ({ categories: [category()], history: HISTORY, ...changes });
const propose = (changes: Partial<SuggestionInput> = {}, ...decisions: Parameters<typeof proposeGroups>[1] & object) =>
  proposeGroups(measureAllSimilarities(input(changes)), decisions).suggestions;
const holding = (suggestions: Suggestion[], id: string) => suggestions.find(({ entryIds }) => entryIds.includes(id));
const idsOf = (texts: string[]) => ENTRIES.filter(({ text }) => texts.includes(text)).map(({ id }) => id);

describe("a proposal", () => {
  const suggestions = propose();

  test("finds the initiatives and leaves the rest ungrouped", () => {
    expect(holding(suggestions, "e100")?.entryIds).toEqual(idsOf(BALLAST));
    expect(holding(suggestions, "e200")?.entryIds).toEqual(idsOf(CARGO));
    expect(holding(suggestions, "e300")?.entryIds).toEqual(idsOf(LANTERN));
    for (const id of idsOf(LOOSE)) expect(holding(suggestions, id)).toBeUndefined();
  });

  test("A56 the most specific criterion comes first", () => {
    expect(suggestions[0]).toMatchObject({ title: "Ballast Pump", criterion: "initiative" });
  });

  test("a title of an earlier release is used again when its words cover the group", () => {
    expect(holding(suggestions, "e200")).toMatchObject({ title: "Cargo Manifest" });
    expect(holding(suggestions, "e200")?.reason.facts).toContainEqual({ type: "earlier-title", title: "Cargo Manifest", version: "1.1.0" });
  });

  test("A47 A48 the description is one sentence in the past tense", () => {
    for (const { description } of suggestions) {
      expect(description).toMatch(/^[A-Z][a-z]+(?:ed|ew|ote|t)\b.*[^.]\.$/);
      expect(description.length).toBeLessThanOrEqual(200);
    }
    expect(holding(suggestions, "e100")?.description).toMatch(/^(?:Added|Implemented) .* for ballast pump\.$/);
  });

  test("closeness lies between 0 and 1, and a group is at least just close enough", () => {
    for (const { closeness, mergeWith } of suggestions) {
      expect(closeness).toBeGreaterThanOrEqual(0.5);
      for (const other of mergeWith) expect(other.closeness).toBeLessThan(1);
    }
  });

  test("offers only suggestions of the same proposal for merging", () => {
    const known = new Set(suggestions.map(({ id }) => id));
    for (const { id, mergeWith } of suggestions)
      for (const { suggestionId } of mergeWith) expect(known.has(suggestionId) && suggestionId !== id).toBe(true);
  });

  test("the same input gives the same bytes, whatever the objects' history", () => {
    const again = structuredClone(input());
    expect(JSON.stringify(proposeGroups(measureAllSimilarities(again)))).toBe(
      JSON.stringify(proposeGroups(measureAllSimilarities(input()))),
    );
  });

  test("the order of the history's sections does not matter", () => {
    const older = { ...HISTORY.sections[0], version: version("1.0.0"), categories: HISTORY.sections[0]?.categories ?? [] };
    const sections = [...HISTORY.sections, older];
    expect(propose({ history: { sections } })).toEqual(propose({ history: { sections: [...sections].reverse() } }));
  });

  test("measuring reports its progress up to 1", () => {
    const steps = [...measureSimilarities(input())];
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
  });

  test("what was measured survives the way to another thread", () => {
    const measured = measureAllSimilarities(input());
    expect(proposeGroups(structuredClone(measured))).toEqual(proposeGroups(measured));
  });
});

describe("a reason", () => {
  const suggestions = propose();

  test("counts words that can be counted again", () => {
    const facts = suggestions.flatMap(({ entryIds, reason }) => reason.facts.map((fact) => ({ fact, entryIds })));
    let counted = 0;
    for (const { fact, entryIds } of facts) {
      if (fact.type !== "words") continue;
      const stems = tokenize(fact.words).map(({ stem }) => stem);
      const texts = ENTRIES.filter(({ id }) => entryIds.includes(id)).map(({ text }) => new Set(tokenize(text).map(({ stem }) => stem)));
      expect(fact.count).toBe(texts.filter((stemsOfText) => stems.every((stem) => stemsOfText.has(stem))).length);
      expect(fact.of).toBe(entryIds.length);
      counted++;
    }
    expect(counted).toBeGreaterThan(2);
  });

  test("names the run of pull requests only where the numbers lie close together", () => {
    expect(holding(suggestions, "e100")?.reason.facts).toContainEqual({ type: "numbers", from: 100, to: 104 });
    const spread = ENTRIES.map((entry) => (entry.id === "e100" ? { ...entry, references: ["#999"] } : entry));
    const facts = holding(propose({ categories: [category({ entries: spread })] }), "e101")?.reason.facts ?? [];
    expect(facts.some(({ type }) => type === "numbers")).toBe(false);
  });

  test("puts its facts into one sentence", () => {
    expect(holding(suggestions, "e100")?.reason.sentence).toBe(
      "All 5 entries mention *Ballast Pump*; their pull requests lie between #100 and #104.",
    );
  });

  test("names labels, folders and issues that at least half of the entries share", () => {
    const entries = ENTRIES.map((entry, i) =>
      i < 4 ? { ...entry, pullRequest: { labels: ["area:hull"], paths: ["src/hull/pump.ts"], linkedIssues: ["#7"] } } : entry,
    );
    const facts = holding(propose({ categories: [category({ entries })] }), "e100")?.reason.facts;
    expect(facts).toContainEqual({ type: "issue", value: "#7", count: 4, of: 5 });
    expect(facts).toContainEqual({ type: "label", value: "area:hull", count: 4, of: 5 });
  });
});

describe("decisions", () => {
  const before = propose();
  const untouched = (ids: string[], after: Suggestion[]) => {
    const same = ({ id, title, entryIds, description }: Suggestion) => ({ id, title, entryIds, description });
    const rest = (list: Suggestion[]) => list.filter(({ entryIds }) => !entryIds.some((id) => ids.includes(id))).map(same);
    expect(rest(after)).toEqual(rest(before));
  };

  test("an accepted group is no longer proposed; the others stay as they were", () => {
    const ids = idsOf(BALLAST);
    const after = propose({}, { type: "accept", entryIds: ids });
    for (const id of ids) expect(holding(after, id)).toBeUndefined();
    untouched(ids, after);
  });

  test("a rejected group is never proposed again, nor any two of it", () => {
    const ids = idsOf(CARGO);
    const after = propose({}, { type: "reject", entryIds: ids });
    for (const { entryIds } of after) expect(entryIds.filter((id) => ids.includes(id)).length).toBeLessThan(2);
    untouched(ids, after);
  });

  test("a merge holds, and says that a person made it", () => {
    const ids = [...idsOf(CARGO), ...idsOf(LANTERN)];
    const merged = holding(propose({}, { type: "merge", entryIds: ids }), "e200");
    expect(merged?.entryIds).toEqual(expect.arrayContaining(ids));
    expect(merged?.reason.facts).toContainEqual({ type: "person" });
  });

  test("a split keeps its parts apart and each part together", () => {
    const [a = "", b = "", ...rest] = idsOf(BALLAST);
    const after = propose({}, { type: "split", parts: [[a, b], rest] });
    expect(holding(after, a)?.entryIds).toContain(b);
    expect(holding(after, a)?.entryIds).not.toContain(rest[0]);
    expect(holding(after, rest[0] ?? "")?.entryIds).toEqual(expect.arrayContaining(rest));
    untouched(idsOf(BALLAST), after);
  });

  test("an entry taken out stays ungrouped while its group goes on", () => {
    const after = propose({}, { type: "take-out", entryIds: ["e104"] });
    expect(holding(after, "e104")).toBeUndefined();
    expect(holding(after, "e100")?.entryIds).toEqual(["e100", "e101", "e102", "e103"]);
    expect(holding(after, "e100")?.title).toBe(holding(before, "e100")?.title);
  });

  test("a later decision about the same entries wins", () => {
    const ids = idsOf(LANTERN);
    const after = propose({}, { type: "reject", entryIds: ids }, { type: "merge", entryIds: ids });
    expect(holding(after, "e300")?.entryIds).toEqual(expect.arrayContaining(ids));
    expect(holding(propose({}, { type: "merge", entryIds: ids }, { type: "reject", entryIds: ids }), "e300")).toBeUndefined();
  });

  test("ids nobody knows change nothing", () => {
    expect(propose({}, { type: "merge", entryIds: ["gone", "lost"] })).toEqual(before);
  });
});

describe("remembered rules", () => {
  const rule = (type: "label" | "scope" | "path" | "phrase", value: string) => [{ id: "r1", type, value, title: "Deck Life" }];

  const facts: ["label" | "path" | "scope", string, PullRequestFacts][] = [
    ["label", "Comfort", { labels: ["comfort"] }],
    ["path", "src/deck/", { paths: ["src/deck/hammock.ts"] }],
    ["scope", "deck", { title: "feat(deck): hammocks", scope: "deck" }],
  ];
  for (const [type, value, pullRequest] of facts)
    test(`a ${type} puts an entry into its subsection, even alone`, () => {
      const entries = ENTRIES.map((entry) => (entry.id === "e400" ? { ...entry, pullRequest } : entry));
      const found = holding(propose({ categories: [category({ entries })], rules: rule(type, value) }), "e400");
      expect(found).toMatchObject({ title: "Deck Life", entryIds: ["e400"] });
      expect(found?.reason.facts[0]).toEqual({ type: "rule", ruleId: "r1", ruleType: type, value });
    });

  test("a phrase is found in any form of its words; other groups stay", () => {
    const after = propose({ rules: rule("phrase", "hammock") });
    expect(holding(after, "e400")?.title).toBe("Deck Life");
    expect(holding(after, "e100")?.entryIds).toEqual(idsOf(BALLAST));
  });

  test("of two rules the longer value wins", () => {
    const rules = [...rule("phrase", "ballast"), { id: "r2", type: "phrase" as const, value: "ballast pump service", title: "Weights" }];
    const after = propose({ rules });
    expect(holding(after, "e102")?.title).toBe("Weights");
    expect(holding(after, "e100")?.title).toBe("Deck Life");
  });
});

describe("limits", () => {
  test("a small category gets no suggestions", () => {
    expect(propose({ categories: [category({ entries: toEntries(BALLAST, 100) })] })).toEqual([]);
  });

  test("A62 a component's name is never a title on its own", () => {
    const texts = [
      "Start the agent early",
      "Log agent restarts",
      "Teach the agent to wait",
      "Pin agent threads",
      "Name agent sockets",
      "Stop the agent",
    ];
    const titles = propose({ categories: [category({ entries: toEntries([...texts, ...LOOSE, ...CARGO], 1) })] }).map(({ title }) =>
      title.toLowerCase(),
    );
    for (const title of titles) expect(["agent", "agent features", "agents"]).not.toContain(title);
  });

  test("an existing subsection is offered further entries and takes no part otherwise", () => {
    const placed = [{ subsectionId: "s1", title: "Pumps", entryIds: idsOf(BALLAST).slice(0, 3) }];
    const found = holding(propose({ categories: [category({ placed })] }), "e103");
    expect(found).toMatchObject({ subsectionId: "s1", title: "Pumps" });
    for (const id of placed[0]?.entryIds ?? []) expect(found?.entryIds).not.toContain(id);
  });

  test("no two suggestions of a category share a title, and none takes the title of a subsection", () => {
    const placed = [{ subsectionId: "s1", title: "Ballast Pump", entryIds: ["e400"] }];
    const titles = propose({ categories: [category({ placed })] })
      .filter(({ subsectionId }) => subsectionId === null)
      .map(({ title }) => title.toLowerCase());
    expect(new Set([...titles, "ballast pump"]).size).toBe(titles.length + 1);
  });

  test("empty, endless, Chinese and pictorial texts are entries like others", () => {
    const strange = [
      "",
      " ",
      "🚢🚢🚢",
      "舵を直す",
      "舵を直した",
      "`".repeat(10_000),
      "a".repeat(10_000),
      "x ".repeat(5_000),
      "[".repeat(10_000),
      "#".repeat(10_000),
    ];
    const entries = toEntries([...strange, ...strange], 1);
    const proposal = proposeGroups(measureAllSimilarities(input({ categories: [category({ entries })] })));
    const listed = proposal.suggestions.flatMap(({ entryIds }) => entryIds);
    expect(new Set(listed).size).toBe(listed.length);
    for (const { title, description } of proposal.suggestions) {
      expect(title.length).toBeGreaterThan(0);
      expect(description.length).toBeLessThanOrEqual(200);
    }
  });

  test("an entry repeated in the input counts once", () => {
    const twice = propose({ categories: [category({ entries: [...ENTRIES, ...ENTRIES] })] });
    expect(twice).toEqual(propose());
  });

  test("400 entries before 2,000 earlier ones take a moment; a decision takes less", () => {
    const words = [
      "keel",
      "sail",
      "rope",
      "mast",
      "deck",
      "hull",
      "tide",
      "crew",
      "buoy",
      "oar",
      "helm",
      "anchor",
      "chart",
      "galley",
      "bilge",
    ];
    const text = (i: number) =>
      `Add ${words[i % 15]} ${words[(i * 7 + 3) % 13]} to the ${words[(i * 11) % 14]} ${words[(i >> 3) % 15]} of part ${i % 97}`;
    const groups = Array.from({ length: 200 }, (_, g) => ({
      title: `${words[g % 15]} ${words[(g >> 2) % 13]}`,
      description: "",
      texts: Array.from({ length: 10 }, (_, i) => text(g * 10 + i)),
    }));
    const history = { sections: [{ version: version("1.0.0"), categories: [{ title: "Features", groups }] }] };
    const entries = toEntries(
      Array.from({ length: 400 }, (_, i) => text(i * 3 + 1)),
      1,
    );
    const started = performance.now();
    const measured = measureAllSimilarities(input({ categories: [category({ entries })], history }));
    const { suggestions } = proposeGroups(measured);
    const proposed = performance.now();
    expect(proposed - started).toBeLessThan(6_000);
    proposeGroups(measured, [{ type: "merge", entryIds: suggestions.slice(0, 2).flatMap(({ entryIds }) => entryIds) }]);
    expect(performance.now() - proposed).toBeLessThan(2_000);
  }, 20_000);

  test("a category of more than 2,000 entries is compared in part, and says so", () => {
    const words = ["keel", "sail", "rope", "mast", "deck", "hull", "tide", "crew", "buoy", "oar"];
    const texts = Array.from({ length: 5_000 }, (_, i) => `Add ${words[i % 10]} ${words[(i * 7) % 9]} part ${i}`);
    const started = performance.now();
    const proposal = proposeGroups(measureAllSimilarities(input({ categories: [category({ entries: toEntries(texts, 1) })] })));
    expect(proposal.notices).toEqual(["Features holds 5000 entries. Only the first 2000 were compared; the others stay ungrouped."]);
    expect(performance.now() - started).toBeLessThan(30_000);
  }, 60_000);
});
