import fc from "fast-check";
import { expect, test } from "vitest";
import { type Entry, listEntryIds, type Notes } from "@/lib/changelog/notes";
import { applySuggestions, planSuggestions } from "./apply-suggestions";
import { measureAllSimilarities } from "./measure-similarities";
import { proposeGroups } from "./propose-groups";
import { readSuggestionInput } from "./read-input";
import type { Decision } from "./suggestion";

const WORDS = [
  "keel",
  "bolt",
  "sail",
  "reef",
  "rope",
  "knot",
  "mast",
  "fix",
  "add",
  "the",
  "of",
  "RudderLock",
  "`log_book`",
  "🚢",
  "舵",
  "-",
  "agent",
];

const toEntry = (id: string, text: string, number: number, kind: Entry["kind"] = "entry"): Entry => ({
  id,
  kind,
  raw: `* ${text}`,
  text,
  references: number > 0 ? [{ label: `#${number}`, url: null }] : [],
  origins: [],
});

/** Random notes: two categories, some entries in a subsection already, one passage. */
const notes = fc
  .array(fc.tuple(fc.array(fc.constantFrom(...WORDS), { maxLength: 9 }), fc.integer({ min: 0, max: 60 })), { maxLength: 30 })
  .map((rows): Notes => {
    const entries = rows.map(([words, number], i) => toEntry(`e${i}`, words.join(" "), number, i === 3 ? "passage" : "entry"));
    const ids = entries.map(({ id }) => id);
    const placed = ids.slice(0, 2);
    const half = Math.ceil(ids.length * 0.7);
    return {
      version: "1.2.0",
      entries: Object.fromEntries(entries.map((entry) => [entry.id, entry])),
      categories: [
        {
          id: "c1",
          title: "Features",
          subsections: [{ id: "s1", title: "Keel", description: "", entryIds: placed }],
          ungroupedIds: ids.slice(2, half),
        },
        { id: "c2", title: "Fixes", subsections: [], ungroupedIds: ids.slice(half) },
        { id: "c3", title: null, subsections: [], ungroupedIds: [] },
      ],
    };
  });
const ids = fc.array(
  fc.integer({ min: 0, max: 32 }).map((n) => `e${n}`),
  { maxLength: 6 },
);
const decision: fc.Arbitrary<Decision> = fc.oneof(
  ids.map((entryIds): Decision => ({ type: "accept", entryIds })),
  ids.map((entryIds): Decision => ({ type: "reject", entryIds })),
  ids.map((entryIds): Decision => ({ type: "merge", entryIds })),
  ids.map((entryIds): Decision => ({ type: "take-out", entryIds })),
  fc.array(ids, { maxLength: 3 }).map((parts): Decision => ({ type: "split", parts })),
);
const rules = fc.array(
  fc.record({
    id: fc.constant("r"),
    type: fc.constant("phrase" as const),
    value: fc.constantFrom(...WORDS, ""),
    title: fc.constantFrom("Keel", "Rig", " ", "A\nB"),
  }),
  { maxLength: 2 },
);

test("accepting any proposal after any decisions keeps every entry exactly once, in its category", () => {
  fc.assert(
    fc.property(notes, fc.array(decision, { maxLength: 5 }), rules, (before, decisions, remembered) => {
      const measured = measureAllSimilarities(readSuggestionInput(before, { sections: [] }, { rules: remembered }));
      const { suggestions } = proposeGroups(measured, decisions);
      const proposed = suggestions.flatMap(({ entryIds }) => entryIds);
      expect(new Set(proposed).size).toBe(proposed.length);
      const after = applySuggestions(before, suggestions);
      for (const [index, category] of before.categories.entries()) {
        const now = after.categories[index];
        expect(now && [...listEntryIds(now)].sort()).toEqual([...listEntryIds(category)].sort());
      }
      expect(after.entries).toEqual(before.entries);
    }),
    { numRuns: 150 },
  );
});

test("what a proposal forbids and demands holds for any decisions", () => {
  fc.assert(
    fc.property(notes, ids, ids, (before, together, apart) => {
      const measured = measureAllSimilarities(readSuggestionInput(before, { sections: [] }));
      const { suggestions } = proposeGroups(measured, [
        { type: "merge", entryIds: together },
        { type: "reject", entryIds: apart },
      ]);
      for (const { entryIds } of suggestions) expect(entryIds.filter((id) => apart.includes(id)).length).toBeLessThan(2);
    }),
    { numRuns: 100 },
  );
});

const TEXTS = [
  "Add keel bolt sizes",
  "Check keel bolt sizes",
  "Paint keel bolt heads",
  "Fold maps",
  "Count stars",
  "Feed cats",
  "Ring bells",
];
const NOTES: Notes = {
  version: "1.2.0",
  entries: Object.fromEntries(TEXTS.map((text, i) => [`e${i}`, toEntry(`e${i}`, text, 10 + i)])),
  categories: [{ id: "c1", title: "Features", subsections: [], ungroupedIds: TEXTS.map((_, i) => `e${i}`) }],
};
const SUGGESTIONS = proposeGroups(measureAllSimilarities(readSuggestionInput(NOTES, { sections: [] }))).suggestions;

test("the same suggestions make the same operations, with ids that stay", () => {
  const operations = planSuggestions(NOTES, SUGGESTIONS);
  expect(operations).toEqual(planSuggestions(structuredClone(NOTES), structuredClone(SUGGESTIONS)));
  expect(operations[0]).toMatchObject({ type: "create-subsection", subsectionId: `s-${SUGGESTIONS[0]?.id}`, title: "Keel Bolt", index: 0 });
});

test("accepting twice changes nothing more", () => {
  const once = applySuggestions(NOTES, SUGGESTIONS);
  expect(applySuggestions(once, SUGGESTIONS)).toEqual(once);
});

test("a subsection of the same title takes the entries instead of a second one", () => {
  const subsections = [{ id: "s9", title: "Keel Bolt", description: "", entryIds: [] }];
  const after = applySuggestions({ ...NOTES, categories: NOTES.categories.map((c) => ({ ...c, subsections })) }, SUGGESTIONS);
  expect(after.categories[0]?.subsections).toHaveLength(1);
  expect(after.categories[0]?.subsections[0]?.entryIds).toEqual(SUGGESTIONS[0]?.entryIds);
});

test("entries that moved meanwhile are left where they are", () => {
  const moved: Notes = {
    ...NOTES,
    categories: [
      {
        id: "c1",
        title: "Features",
        subsections: [{ id: "s1", title: "Maps", description: "", entryIds: ["e0"] }],
        ungroupedIds: ["e1", "e2", "e3"],
      },
    ],
  };
  const after = applySuggestions(moved, SUGGESTIONS);
  expect(after.categories[0]?.subsections[0]?.entryIds).toEqual(["e0"]);
});
