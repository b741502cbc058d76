import { pastTenseOf } from "@/lib/changelog/past-tense";
import { stemWord } from "./stem-word";

/** What a verb does to its object: it decides the preposition of a description. */
export type VerbClass = "add" | "change" | "fix" | "remove";

export interface PastVerb {
  past: string;
  class: VerbClass;
}

const BY_CLASS: Record<VerbClass, string> = {
  add: "add allow create enable expose implement include introduce let provide support show",
  fix: "fix correct resolve",
  remove: "remove deprecate disable drop clean trim reject",
  change:
    "apply align adjust bump change consolidate convert decouple enhance expand extend extract improve increase initialize integrate limit make migrate merge " +
    "move normalize optimize redesign reduce refactor rename reorganize replace restore restrict return rewrite separate set simplify skip split standardize " +
    "stop switch sync unify update upgrade use validate wrap write read keep hide reset document raise ensure handle prevent respect revert avoid",
};

const VERB_FORMS = new Map<string, PastVerb>(
  Object.entries(BY_CLASS).flatMap(([kind, verbs]) =>
    verbs.split(" ").map((verb): [string, PastVerb] => [stemWord(verb), { past: pastTenseOf(verb), class: toClass(kind) }]),
  ),
);

/** The past tense of the verb with this stem, or null when it is none we know. */
export function findPastVerb(stem: string): PastVerb | null {
  return VERB_FORMS.get(stem) ?? null;
}

function toClass(kind: string): VerbClass {
  return kind === "add" || kind === "fix" || kind === "remove" ? kind : "change";
}
