import { describe, expect, test } from "vitest";
import { runTemplate } from "./run-template";
import { Dict, Sequence, type Value } from "./values";

const NAMES = new Map<string, Value>([
  ["xs", new Sequence([3, "b", "A"])],
  [
    "d",
    new Dict(
      new Map<string, Value>([
        ["b", 2],
        ["A", null],
        ["items", "own"],
      ]),
    ),
  ],
  ["text", "Ab c"],
]);
const run = (template: string) => runTemplate("t.md", template, NAMES);

/** Each row is what Jinja 3.1 with trim_blocks prints. */
function table(title: string, rows: readonly (readonly [template: string, expected: string])[]) {
  describe(title, () => {
    for (const [template, expected] of rows) test(JSON.stringify(template), () => expect(run(template)).toBe(expected));
  });
}

table("blanks around tags", [
  ["a\n", "a"],
  ["a\n\n", "a\n"],
  ["{% if 1 %}\na\n{% endif %}\nb", "a\nb"],
  ["{% if 1 %}\n\na{% endif %}", "\na"],
  ["{{ 1 }}\nb", "1\nb"],
  ["a \n {%- if 1 -%} \n b {%- endif %} c", "ab c"],
  ["a {{- 1 -}} b", "a1b"],
  ["{% if 1 +%}\na{% endif %}", "\na"],
  ["  {%+ if 1 %}a{% endif %}", "  a"],
  ["a{# c #}\nb", "ab"],
  ["a {#- c -#} \n b", "ab"],
  ["a{# c +#}\nb", "a\nb"],
  ["{% raw %}{{ x }} {% if %}{% endraw %}\nb", "{{ x }} {% if %}b"],
  ["a {%- raw -%} \n{{ x }} {%- endraw +%}\nb", "a{{ x }}\nb"],
  ["a\r\nb\rc", "a\nb\nc"],
  ["{ { % # } -}\nb", "{ { % # } -}\nb"],
  ["\u00a0{%- if 1 %}a{% endif %}", "a"],
]);

table("values in print", [
  ["{{ xs }} {{ d }}", "[3, 'b', 'A'] {'b': 2, 'A': None, 'items': 'own'}"],
  ["{{ none }} {{ true }} {{ False }} {{ nothing }}|", "None True False |"],
  ["{{ (1, 'a') }} {{ [] }}", "(1, 'a') []"],
  ["{{ [\"it's\", 'q\"', 'b\\n\\\\', 'é\\u200b'] }}", "[\"it's\", 'q\"', 'b\\n\\\\', 'é\\u200b']"],
  ["{{ 'a' 'b' }}", "ab"],
  ["{{ '\\x41\\u00e9\\t\\q' }}", "Aé\t\\q"],
]);

table("operators", [
  ["{{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 % -3 }}", "3 -4 2 -2"],
  ["{{ 1 + 2 * 3 }} {{ (1 + 2) * 3 }} {{ 2 - -1 }}", "7 9 3"],
  ["{{ 'ab' * 2 }}{{ 2 * '-' }}{{ 'a' + 'b' }}{{ 1 ~ 'x' ~ none }}", "abab--ab1xNone"],
  ["{{ [1] + [2] }} {{ true + 1 }}", "[1, 2] 2"],
  ["{{ 1 == true }} {{ [1, 'a'] == [1, 'a'] }} {{ {'a': 1} == {'a': 1} }} {{ '1' == 1 }}", "True True True False"],
  ["{{ 'a' < 'b' }} {{ [1, 2] < [1, 3] }} {{ 2 >= 2 }}", "True True True"],
  ["{{ 'b' in xs }} {{ 'b' in d }} {{ 'b' not in text }} {{ 1 in nothing }}", "True True False False"],
  ["{{ '' or 'x' }} {{ 0 and 1 }} {{ not xs }}", "x 0 False"],
  ["{{ 'y' if xs else 'n' }}{{ 'y' if false }}", "y"],
  ["{{ xs[0] }}{{ xs[-1] }}{{ xs[9] }}{{ xs.1 }} {{ xs[1:] }} {{ text[::-1] }}", "3Ab ['b', 'A'] c bA"],
  ["{{ d.b }}{{ d['items'] }}{{ d.none_such }} {{ d.items()|list }}", "2own [('b', 2), ('A', None), ('items', 'own')]"],
]);

table("loops and names", [
  ["{% for x in xs %}{{ loop.index }}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}", "13, 2b, 3A"],
  ["{% for k, v in d.items() if k != 'b' %}{{ k }}={{ v }};{% endfor %}", "A=None;items=own;"],
  ["{% for x in [] %}a{% else %}none{% endfor %}", "none"],
  ["{% for x in nothing %}a{% endfor %}-", "-"],
  ["{% for k in d %}{{ k }}{{ loop.revindex0 }}{{ loop.first }}{% endfor %}", "b2TrueA1Falseitems0False"],
  ["{% set x = 1 %}{% for i in [1, 2] %}{{ x }}{% set x = 2 %}{% endfor %}{{ x }}", "111"],
  ["{% set ns = namespace(n=0) %}{% for i in range(3) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}", "3"],
  ["{% if 1 %}{% set x = 5 %}{% endif %}{{ x }}", "5"],
  ["{% set x %}a{{ 1 }}{% set y = 2 %}{% endset %}{{ x }}{{ y }}", "a1"],
  ["{% set a, b = 1, 2 %}{{ b }}{{ a }}", "21"],
  ["{% if 0 %}a{% elif 0 %}b{% elif 1 %}c{% else %}d{% endif %}", "c"],
  ["{% for i in range(4, 0, -2) %}{{ i }}{{ loop.cycle('a', 'b') }}{% endfor %}", "4a2b"],
  ["{% for x in xs %}{{ loop.previtem }}<{{ loop.nextitem }}{% endfor %}", "<b3<Ab<"],
]);

table("joiner", [["{% set comma = joiner('; ') %}{% for x in xs %}{{ comma() }}{{ x }}{% endfor %}", "3; b; A"]]);

table("macros", [
  ["{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }} {{ m(1, b=3) }} {{ m() }} {{ m(b=none) }}", "12 13 2 None"],
  ["{% macro m() %}{{ x }}{% endmacro %}{% set x = 1 %}{{ m() }}{% for x in [2] %}{{ m() }}{% endfor %}", "11"],
]);

table("filters and tests", [
  ["{{ xs|join(', ') }} {{ text|upper }} {{ text|lower }} {{ 'äb CD'|title }} {{ 'äB'|capitalize }}", "3, b, A AB C ab c Äb Cd Äb"],
  ["{{ '😀a'|length }} {{ xs|length }} {{ d|count }} {{ nothing|length }}", "2 3 3 0"],
  [
    "{{ ['b', 'A', 'a']|sort }} {{ [3, 1]|sort(reverse=true) }} {{ ['b', 'A']|sort(case_sensitive=true) }}",
    "['A', 'a', 'b'] [3, 1] ['A', 'b']",
  ],
  ["{{ ['b', 'A', 'a']|unique|join }} {{ xs|reverse|join }} {{ xs|first }} {{ xs|last }}", "bA Ab3 3 A"],
  ["{{ nothing|default('x') }} {{ ''|d('x', true) }} {{ none|default('x') }}", "x x None"],
  ["{{ 'a\nb\n\nc'|indent }}|{{ 'a\nb'|indent(2, true) }}", "a\n    b\n\n    c|  a\n  b"],
  [
    "{{ {'b': 1, 'A': 2}|dictsort }} {{ {'b': 1, 'A': 2}|dictsort(by='value', reverse=true) }}",
    "[('A', 2), ('b', 1)] [('A', 2), ('b', 1)]",
  ],
  [
    "{{ 'aXa'|replace('a', 'b', 1) }} {{ ' x '|trim }}| {{ '12'|int + 1 }} {{ 'z'|int(7) }} {{ -3|abs }} {{ 5|string + 'a' }}",
    "bXa x| 13 7 3 5a",
  ],
  ["{{ '<b>'|safe }}", "<b>"],
  [
    "{{ x is defined }} {{ xs is defined }} {{ none is none }} {{ 'a' is not string }} {{ 3 is odd }} {{ d is mapping }}",
    "False True True False True True",
  ],
]);

table("methods of texts and lists", [
  ["{{ 'a, b, c'.split(', ', 1) }} {{ ' a  b '.split() }} {{ 'a\nb'.splitlines() }}", "['a', 'b, c'] ['a', 'b'] ['a', 'b']"],
  [
    "{{ text.startswith('Ab') }} {{ text.endswith(('x', 'c')) }} {{ 'xax'.strip('x') }} {{ 'aab'.count('a') }} {{ 'ab'.find('b') }}",
    "True True a 2 1",
  ],
  ["{{ ', '.join(['a', 'b']) }} {{ 'ab'.replace('a', '') }} {{ text.upper() }}", "a, b b AB C"],
  [
    "{% set l = [] %}{% set _ = l.append(1) %}{{ l }} {{ d.get('b') }} {{ d.get('z', 0) }} {{ d.keys()|list }}",
    "[1] 2 0 ['b', 'A', 'items']",
  ],
]);

for (const [template, line, reason] of [
  ["a\n{{ nothing.x }}", 2, /nothing is undefined and has no x/],
  ["{% if 1 %}\n{{ 1 + 'a' }}\n{% endif %}", 2, /cannot be added/],
  ["{% if 0 %}\n{% elif 1 + 'a' %}\n{% endif %}", 2, /cannot be added/],
  ["{% for x in xs %}\n{{ x }}\n{% endfor %}\n{{ xs|frobnicate }}", 4, /filter frobnicate is not supported/],
  ["\n\n{{ 1 | }}", 3, /cannot be read near/],
  ["{{ 3 in 3 }}", 1, /a number cannot be looped over/],
  ["{{ 3 < 'a' }}", 1, /a number and a text have no order/],
  ["{% for a, b in xs %}{% endfor %}", 1, /cannot be looped over|names are given/],
  ["{{ d.items() }}", 1, /cannot be printed/],
  ["{{ ''|int(1.5) }}", 1, /fraction/],
] as const)
  test(`${JSON.stringify(template)} fails at line ${line}`, () => {
    expect(() => run(template)).toThrow(reason);
    expect(() => run(template)).toThrow(`t.md, line ${line}:`);
  });
