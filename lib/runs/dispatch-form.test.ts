import { expect, test } from "vitest";
import { initialValues, parseDispatchForm, problemOf } from "./dispatch-form";

const TYPED = `on:
  workflow_dispatch:
    inputs:
      version: { description: Version to publish, required: true }
      index: { type: choice, options: [testpypi, pypi], default: testpypi }
      rehearsal: { type: boolean, default: true }
      retries: { type: number, default: 2 }
      place: { type: environment }
      odd: { type: colour, default: [1], options: { a: 1 } }
      bare:
`;

test("typed inputs, with their defaults as text", () => {
  const form = parseDispatchForm(TYPED) ?? [];
  expect(form.map(({ name, type, isRequired, default: value }) => [name, type, isRequired, value])).toEqual([
    ["version", "string", true, ""],
    ["index", "choice", false, "testpypi"],
    ["rehearsal", "boolean", false, "true"],
    ["retries", "number", false, "2"],
    ["place", "environment", false, ""],
    ["odd", "string", false, ""],
    ["bare", "string", false, ""],
  ]);
  expect(initialValues(form)).toMatchObject({ version: "", index: "testpypi", rehearsal: "true", retries: "2" });
  const problems = (values: Record<string, string>) => form.map((input) => problemOf(input, values[input.name] ?? ""));
  expect(problems({ version: "1.2.0", index: "testpypi", rehearsal: "true", retries: "2" }).filter(Boolean)).toEqual([]);
  expect(problems({ index: "elsewhere", rehearsal: "maybe", retries: "many" }).filter(Boolean)).toEqual([
    "This workflow needs a value here.",
    "This must be one of testpypi, pypi.",
    "This must be true or false.",
    "This must be a number.",
  ]);
});

test("a choice without a default starts with its first option, a question with no", () => {
  const form = parseDispatchForm("on: { workflow_dispatch: { inputs: { a: { type: choice, options: [x, y] }, b: { type: boolean } } } }");
  expect(initialValues(form ?? [])).toEqual({ a: "x", b: "false" });
});

test.each([
  ["on: workflow_dispatch", []],
  ["on: [push, workflow_dispatch]", []],
  ["'on':\n  workflow_dispatch:\n", []],
  ["true:\n  workflow_dispatch: null\n", []],
  ["on: push", null],
  ["on: { push: {} }", null],
  ["jobs: {}", null],
  ["just words", null],
  ["on: [", null],
  ["", null],
])("%j can be dispatched: %j", (text, expected) => expect(parseDispatchForm(text)).toEqual(expected));
