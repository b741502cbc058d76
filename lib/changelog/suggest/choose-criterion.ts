import type { Background } from "./read-background";
import type { Terms } from "./read-terms";
import { stemWord } from "./stem-word";
import type { Criterion } from "./suggestion";
import type { ChosenTitle } from "./title-facts";

const stemsOf = (text: string) => new Set(text.split(" ").map(stemWord));

/** Words of titles that name a way of building things, whatever they are built for (A54). */
const PATTERN_WORDS = stemsOf(
  "pattern refactoring standardization dataloader loader pagination querier creator updater purger typing type lint cleanup consistency quality validation " +
    "error exception logging repository service layer deprecation migration handling",
);
/** Words of titles that name what everything stands on (A55). */
const INFRASTRUCTURE_WORDS = stemsOf(
  "infrastructure configuration config build ci docker container image database redis valkey etcd installer installation package packaging dependency test " +
    "deploy documentation network kubernetes helm plugin metric monitoring release version workflow",
);
/** Layers of one feature: an initiative goes through several (A51). */
const LAYER_WORDS = stemsOf(
  "model table row migration repository service api graphql gql rest cli sdk mutation query resolver endpoint handler webui schema",
);
/** What an identifier of one entity ends with (A53). */
const ENTITY_ENDINGS = ["action", "repository", "servic", "row", "nod", "data", "loader", "typ", "event", "handler", "spec"];

/** How many times more often than before the words of an initiative stand in its own release. */
const NEWS = 8;

/** Which of the five criteria a group follows (A51–A55), judged by its title and by what its entries touch. */
export function chooseCriterion(
  { stems: titleStems, topic }: ChosenTitle,
  members: Terms[],
  background: Background,
  sharesProposal: boolean,
): Criterion {
  if (sharesProposal || (topic === null && isInitiative(titleStems, members, background))) return "initiative";
  if (titleStems.some((stem) => PATTERN_WORDS.has(stem))) return "pattern";
  if (titleStems.some((stem) => INFRASTRUCTURE_WORDS.has(stem))) return "infrastructure";
  return isEntity(titleStems, members) ? "entity" : "system";
}

/** New words that go through at least two layers. */
function isInitiative(titleStems: string[], members: Terms[], { earlierFrequency, earlierSize }: Background): boolean {
  if (members.length < 3 || titleStems.length === 0) return false;
  const share = (stem: string) => members.filter(({ words }) => words.has(stem)).length / members.length;
  const lift = Math.min(...titleStems.map((stem) => share(stem) / (((earlierFrequency.get(stem) ?? 0) + 1) / (earlierSize + 1))));
  const layers = new Set(members.flatMap(({ words }) => [...words.keys()].filter((stem) => LAYER_WORDS.has(stem))));
  return lift >= NEWS && layers.size >= 2 && titleStems.every((stem) => share(stem) >= 0.5);
}

function isEntity(titleStems: string[], members: Terms[]): boolean {
  const name = titleStems.slice(0, 2).join("");
  const ofEntity = members.filter(({ identifiers }) =>
    [...identifiers].some((id) => name !== "" && id.includes(name) && ENTITY_ENDINGS.some((ending) => id.endsWith(ending))),
  );
  return ofEntity.length * 2 >= members.length && ofEntity.length > 1;
}
