import { expect, test } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { runTemplate } from "./run-template";
import { Callable, Dict, Sequence, type Value } from "./values";

const HARD_LIMIT_MS = 4000;
const NAMES = new Map<string, Value>([
  ["versiondata", new Dict(new Map([["version", "1.0"]]))],
  ["values", new Sequence(["#1"])],
  ["get_indent", new Callable("get_indent", () => "  ")],
]);
const repeat = (text: string, count: number) => text.repeat(count);

/** Templates that try to get out, to run on or to fill the memory, with the line and the words of their error. */
const REFUSED: [name: string, template: string, line: number, reason: RegExp][] = [
  ["the class of a text", "\n{{ ''.__class__ }}", 2, /attribute __class__/],
  ["the bases of a class", "{{ ''.__class__.__mro__[1].__subclasses__() }}", 1, /attribute __class__/],
  ["the class by index", "{{ ''['__class__'] }}", 1, /attribute __class__/],
  ["the class by a joined name", "{{ ''['__cl' ~ 'ass__'] }}", 1, /attribute __class__/],
  ["the class of a dict by index", "{{ versiondata['__class__'] }}", 1, /attribute __class__/],
  ["the globals of a function", "{{ get_indent.__globals__ }}", 1, /attribute __globals__/],
  ["the globals of a macro", "{% macro m() %}{% endmacro %}\n{{ m.__globals__ }}", 2, /attribute __globals__/],
  ["the initialiser of a namespace", "{{ namespace.__init__.__globals__ }}", 1, /attribute __init__/],
  ["the prototype", "{{ versiondata.__proto__ }}", 1, /attribute __proto__/],
  ["the prototype by index", "{{ versiondata['__proto__']['x'] }}", 1, /attribute __proto__/],
  ["the constructor of a text", "{{ ''.constructor }}", 1, /attribute constructor of a text/],
  ["the constructor of a constructor", "{{ ''.constructor.constructor('return 1')() }}", 1, /attribute constructor/],
  ["the constructor of a list", "{{ values.constructor }}", 1, /attribute constructor of a list/],
  ["the constructor of a function", "{{ get_indent.constructor }}", 1, /attribute constructor of the function/],
  ["the constructor of a number", "{{ (1).constructor }}", 1, /attribute constructor of a number/],
  [
    "calling a constructor that a dict does not have",
    "{{ versiondata.constructor('x') }}",
    1,
    /constructor, which is undefined cannot be called/,
  ],
  ["the prototype of a text", "{{ ''.prototype }}", 1, /attribute prototype/],
  ["apply", "{{ get_indent.apply(none) }}", 1, /attribute apply/],
  ["setting a prototype", "{% set versiondata.__proto__ = 1 %}", 1, /cannot be set/],
  ["the function behind self", "{{ self.__init__ }}", 1, /self is not supported/],
  ["cycler", "{{ cycler.__init__.__globals__.os.popen('id') }}", 1, /cycler is not supported/],
  ["lipsum", "{{ lipsum.__globals__ }}", 1, /lipsum is not supported/],
  ["the initialiser of joiner", "\n\n{{ joiner.__init__ }}", 3, /attribute __init__/],
  ["process", "{{ process.exit(1) }}", 1, /process is undefined/],
  ["globalThis", "{{ globalThis.process }}", 1, /globalThis is undefined/],
  ["require", "{{ require('fs') }}", 1, /require, which is undefined cannot be called/],
  ["map by attribute", "{{ values|map(attribute='__class__')|list }}", 1, /filter map/],
  ["attr", "{{ ''|attr('__class__') }}", 1, /filter attr/],
  ["selectattr in a branch that is not taken", "{% if false %}\n{{ values|selectattr('a') }}\n{% endif %}", 2, /filter selectattr/],
  ["groupby", "{{ values|groupby('__class__') }}", 1, /filter groupby/],
  ["format with attributes", "{{ '{0.__class__}'.format(1) }}", 1, /attribute format/],
  ["format by percent", "{{ '%1000000000d' % 1 }}", 1, /formatted with %/],
  ["center", "{{ 'a'.center(1000000000) }}", 1, /attribute center/],
  ["include", "a\n{% include '/etc/passwd' %}", 2, /statement include/],
  ["import", "{% import 'os' as os %}", 1, /statement import/],
  ["extends", "{% extends 'x' %}", 1, /statement extends/],
  ["from", "{% from 'x' import y %}", 1, /statement from/],
  ["do", "{% do values.append(1) %}", 1, /statement do/],
  ["call", "{% call m() %}{% endcall %}", 1, /statement call/],
  ["filter block", "{% filter upper %}{% endfilter %}", 1, /statement filter/],
  ["break", "{% for x in values %}\n{% break %}{% endfor %}", 2, /statement break/],
  ["spread arguments", "{{ get_indent(*values) }}", 1, /unpacking/],
  ["a long loop", "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}", 1, /steps/],
  ["a huge range", "{{ range(10000000000)|length }}", 1, /steps/],
  ["a huge range backwards", "{{ range(0, -10000000000, -1)|length }}", 1, /steps/],
  [
    "a list that doubles in a namespace",
    "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
    1,
    /steps/,
  ],
  [
    "sorting one huge text many times",
    "{% set t = 'A' * 9000000 %}{% set ns = namespace(l=[t]) %}{% for i in range(16) %}{% set ns.l = ns.l + ns.l %}{% endfor %}{{ ns.l|sort|length }}",
    1,
    /steps/,
  ],
  ["the lines of a text of line ends", "{{ ('\\n' * 9000000).splitlines()|length }}", 1, /steps/],
  ["the characters of a huge text", "{% for x in 'a' * 9000000 %}{% endfor %}", 1, /too long to be looped/],
  [
    "a list that doubles",
    `{% set l0 = [1] %}${Array.from({ length: 40 }, (_, i) => `{% set l${i + 1} = l${i} + l${i} %}`).join("")}`,
    1,
    /steps/,
  ],
  ["a list that holds itself", "{% set l = [1] %}{{ l.append(l) }}\n{{ l }}", 2, /more than 20 deep/],
  [
    "comparing lists that hold themselves",
    "{% set a = [1] %}{% set b = [1] %}{% set _ = a.append(b) %}{% set _ = b.append(a) %}{{ a == b }}",
    1,
    /more than 20 deep/,
  ],
  ["a text repeated 10^9 times", "{{ 'a' * 1000000000 }}", 1, /past 16000000 characters/],
  ["a text repeated 10^9 times from the right", "{{ 1000000000 * 'a' }}", 1, /past 16000000 characters/],
  [
    "texts that double",
    `{% set t0 = 'aaaaaaaa' %}${Array.from({ length: 60 }, (_, i) => `{% set t${i + 1} = t${i} ~ t${i} %}`).join("")}`,
    1,
    /past 16000000 characters/,
  ],
  [
    "texts that double in a namespace",
    "{% set ns = namespace(t='aaaaaaaa') %}{% for i in range(60) %}{% set ns.t = ns.t + ns.t %}{% endfor %}",
    1,
    /past 16000000 characters/,
  ],
  ["a join that grows", "{{ range(100000)|join('a' * 100000) }}", 1, /past 16000000 characters|steps/],
  ["an indent of 10^9", "{{ 'a\nb'|indent(1000000000) }}", 1, /past 16000000 characters/],
  ["a replacement that grows", "{{ ('a' * 10000)|replace('a', 'b' * 10000) }}", 1, /past 16000000 characters/],
  ["one GB of output", "{% for i in range(1000) %}\n{{ 'a' * 1000000 }}\n{% endfor %}", 2, /output grows/],
  [
    "one GB of output by a macro",
    "{% macro m() %}{{ 'a' * 1000000 }}{% endmacro %}\n{% for i in range(1000) %}{{ m() }}{{ m() }}{% endfor %}",
    1,
    /output grows|steps/,
  ],
  [
    "a search that compares everything",
    "{% set t = 'a' * 5000000 %}{% for i in range(100) %}{{ ('a' * 2500000 ~ 'b') in t }}{% endfor %}",
    1,
    /steps/,
  ],
  ["a macro that calls itself", "{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", 2, /macros call each other/],
  [
    "macros that call each other",
    "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
    1,
    /macros call each other/,
  ],
  [
    "a macro that calls itself twice",
    "{% macro m(n) %}{% if n > 0 %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(50) }}",
    1,
    /steps/,
  ],
  ["a macro in its own default", "{% macro m(a=m()) %}{% endmacro %}{{ m() }}", 1, /macros call each other/],
  ["deep brackets", `{{ ${repeat("(", 5000)}1${repeat(")", 5000)} }}`, 1, /brackets stand more than/],
  ["deep lists", `{{ ${repeat("[", 100000)} }}`, 1, /brackets stand more than/],
  ["a chain of not", `{{ ${repeat("not ", 50000)}1 }}`, 1, /longer than/],
  ["deep blocks", repeat("{% if true %}", 10000), 1, /blocks stand more than/],
  ["a very long template", repeat("a", 1_000_000), 1, /longer than/],
  ["a power tower", "{{ 9 ** 9 ** 9 }}", 1, /operator \*\*/],
  [
    "a number that grows",
    "{% set ns = namespace(n=9) %}{% for i in range(99) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
    1,
    /grows past 2\^53/,
  ],
  ["a huge number", `{{ ${repeat("9", 400)} }}`, 1, /no whole number/],
  ["division by zero", "{{ 1 // 0 }}", 1, /divided by zero/],
  ["an open tag", "a\n{{ 1", 2, /not closed with }}/],
  ["an open comment", "a\n{# x", 2, /not closed with #}/],
  ["an open block", "\n{% for x in values %}", 2, /{% for %} is not closed/],
  ["an open raw block", "{% raw %}", 1, /raw block/],
  ["an open text", "{{ 'a }}", 1, /quotes is not closed/],
  ["a wrong end", "{% if 1 %}\n{% endfor %}", 2, /does not fit the open {% if %} of line 1/],
  ["a stray end", "{% endif %}", 1, /closes nothing/],
  ["an elif behind a for", "{% for x in values %}{% elif 1 %}{% endfor %}", 1, /does not fit/],
  ["operands side by side", "{{ [1 2] }}", 1, /not expected after/],
  ["a chained comparison", "{{ 1 < 2 < 3 }}", 1, /chained comparisons/],
  ["a tilde beside a plus", "{{ 1 ~ 2 + 3 }}", 1, /~ stands beside/],
  ["a fraction", "{{ 1.5 }}", 1, /fraction/],
  ["true division", "{{ 1 / 2 }}", 1, /character "\/"/],
  ["setting a constant", "{% set true = false %}", 1, /true cannot be set/],
  ["arguments a macro does not have", "{% macro m(a) %}{% endmacro %}{{ m(b=1) }}", 1, /no argument b/],
  ["an unknown test", "{% if values is callable %}{% endif %}", 1, /test callable/],
];

for (const [name, template, line, reason] of REFUSED)
  test(`ends ${name} with an error that names it`, { timeout: HARD_LIMIT_MS }, () => {
    const started = performance.now();
    const error = failureOf(template);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "invalid", detail: { path: "changes/template.md", line } });
    expect(error?.message).toMatch(reason);
    expect(error?.message).toContain(`changes/template.md, line ${line}:`);
    expect(performance.now() - started).toBeLessThan(HARD_LIMIT_MS);
  });

/** Names that are ordinary in Python and special in JavaScript are ordinary here. */
for (const [name, template, expected] of [
  ["an undefined constructor", "[{{ constructor }}]", "[]"],
  ["an undefined prototype", "[{{ versiondata.prototype }}]", "[]"],
  ["toString of a dict", "[{{ versiondata.toString }}]", "[]"],
  ["a key named constructor", "{{ {'constructor': 1}['constructor'] }}", "1"],
  ["a variable named constructor", "{% set constructor = 2 %}{{ constructor }}", "2"],
  ["hasOwnProperty in a dict", "{{ 'hasOwnProperty' in versiondata }}", "False"],
  ["a long chain of minus", `{{ ${repeat("-", 1500)}1 }}`, "1"],
] as const)
  test(`prints ${name}`, () => expect(runTemplate("t", template, NAMES)).toBe(expected));

function failureOf(template: string): Error | null {
  try {
    runTemplate("changes/template.md", template, NAMES);
    return null;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
