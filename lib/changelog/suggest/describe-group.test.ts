import { expect, test } from "vitest";
import { describeGroup } from "./describe-group";
import { readTerms } from "./read-terms";
import { readSpellings } from "./spelling";

const describeTexts = (texts: string[], subject: string, stems: string[], categoryTitle = "Features") => {
  const terms = texts.map(readTerms);
  const chosen = { title: subject, subject, stems, topic: null, phrases: [] };
  return describeGroup(terms, chosen, readSpellings(terms), categoryTitle);
};

for (const [name, texts, categoryTitle, expected] of [
  ["what was added", ["Add pump valves", "Add pump gauges"], "Features", "Added pump valves and pump gauges for pump."],
  ["problems", ["Fix leaking pump valves", "Fix pump noise"], "Fixes", "Fixed problems with leaking pump valves and pump noise in pump."],
  ["removals", ["Remove pump cranks", "Remove the pump"], "Changes", "Removed pump cranks from pump."],
  ["removals without detail, claiming no more than it knows", ["Remove a pump", "Remove the pump"], "Changes", "Removed parts of pump."],
  ["two kinds of work", ["Add pump valves", "Rename pump gauges"], "Features", "Added and renamed pump valves and pump gauges for pump."],
  [
    "a category's own verb where none stands out",
    ["Pump valves leak", "Pumps are loud"],
    "Bug Fixes",
    "Fixed problems with Pump valves leak and loud in pump.",
  ],
] as const)
  test(`describes ${name}`, () => expect(describeTexts([...texts], "Pump", ["pump"], categoryTitle)).toBe(expected));

test("takes no unknown verb for a thing", () => {
  const texts = ["Show the pump on the quay screen", "Export the pump as a table", "Warn when the pump has a gap"];
  expect(describeTexts(texts, "Pump", ["pump"])).toBe("Added quay screen, table and gap for pump.");
});

test("names three things at most, of different words", () => {
  const texts = ["Add bow lights", "Add bow rails", "Add stern lamps", "Add deck chairs", "Add mast hooks"];
  expect(describeTexts(texts, "Fittings", ["fitt"])).toBe("Added bow lights, stern lamps and deck chairs for fittings.");
});

test("never writes more than 200 characters", () => {
  const texts = Array.from({ length: 4 }, (_, i) => `Add ${`w${i}`.repeat(20)} beam`);
  expect(describeTexts(texts, `Beams ${"x".repeat(120)}`, ["beam"]).length).toBeLessThanOrEqual(200);
  expect(describeTexts(texts, "y".repeat(300), ["beam"])).toBe("Added related entries.");
});
