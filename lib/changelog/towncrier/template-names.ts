import { type CategoryContent, continuationIndent, type NewsContent } from "./arrange-fragments";
import { Callable, Dict, Sequence, toText, type Value } from "./template/values";
import type { TowncrierConfig } from "./towncrier-config";
import type { VersionFacts } from "./version-facts";

/** The names towncrier 24.8 gives a template. */
export function templateNames(content: NewsContent, config: TowncrierConfig, version: VersionFacts, isTitled: boolean): Map<string, Value> {
  const [topUnderline = "", ...underlines] = config.underlines;
  return new Map<string, Value>([
    ["render_title", isTitled],
    [
      "sections",
      mapContent(content, ({ entries }) => new Dict(new Map([...entries].map(([text, issues]) => [text, new Sequence([...issues])])))),
    ],
    ["issues_by_category", mapContent(content, ({ issues }) => new Sequence([...issues]))],
    [
      "definitions",
      toDict(
        config.types.map(({ id, name, showContent, check }) => [id, toDict(Object.entries({ name, showcontent: showContent, check }))]),
      ),
    ],
    ["underlines", new Sequence(underlines)],
    ["top_underline", topUnderline],
    ["versiondata", toDict(Object.entries({ name: version.name, version: version.version, date: version.date }))],
    [
      "get_indent",
      new Callable("get_indent", ({ positional }) => continuationIndent(config, toText(positional[0] ?? null, "what get_indent is given"))),
    ],
  ]);
}

function mapContent(content: NewsContent, toValue: (category: CategoryContent) => Value): Dict {
  return toDict(
    [...content].map(([section, categories]) => [section, toDict([...categories].map(([type, category]) => [type, toValue(category)]))]),
  );
}

const toDict = (entries: (readonly [string, Value])[]) => new Dict(new Map(entries));
