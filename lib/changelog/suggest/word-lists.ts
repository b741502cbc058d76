import { stemWord } from "./stem-word";

const words = (text: string) => new Set(text.split(" "));
const stems = (text: string) => new Set(text.split(" ").map(stemWord));

/** Words that carry no topic; compared in lower case. */
export const STOP_WORDS = words(
  "a an the and or nor but if then else when while where which who whom whose that this these those there here it its it's they them their " +
    "he she we you your our us i me my his her is are was were be been being am do does did doing done has have had having can could may might must " +
    "shall should will would not no nor only own same so such than too very just also any all both each few more most other some every either neither " +
    "of in on at by for with without within from into onto to as via per about above after again against before below between during over under out " +
    "up down off through until because since due like using used use uses upon across along among around instead rather even still now once twice " +
    "how what why et al etc e.g i.e vs new first second one two three s t re don doesn isn",
);

/** Stems of the verbs entries begin with; they say what was done, not what it was done to. */
export const VERBS = stems(
  "add adds added adding allow apply bump change clean cleanup convert correct create deprecate disable document drop enable enhance ensure expand " +
    "expose extend extract fix fixes fixed handle implement implements improve include increase initialize integrate introduce let limit make migrate move " +
    "optimize prevent provide raise reduce refactor reject remove rename reorganize replace resolve restore restrict return revert rewrite separate set " +
    "simplify skip split standardize stop support switch sync turn update upgrade use validate wrap align avoid consolidate decouple trim adjust " +
    "unify merge normalize respect show display print read write load save keep mark hide cover start begin retry check reset expand redesign",
);

/** Stems too general to be the subject of a group on their own. */
export const GENERAL_NOUNS = stems(
  "support feature option field value type error issue bug problem class method function parameter argument case test code change improvement fix " +
    "missing wrong incorrect proper invalid unused useless legacy obsolete unnecessary default explicit default existing based name list number item data " +
    "information way behavior usage logic handling process operation functionality capability ability version file directory path layer module package " +
    "consistency reliability performance maintainability flexibility purpose unexpected specific various multiple single custom related object info",
);

/** More stems that name no group on their own, though they help to tell groups apart. */
export const WEAK_NAMES = stems(
  "action command status redundant duplicate duplicated code design running based friendly detail defensive aware ai api db table host row eliminate detect " +
    "track return raise ignore exclude restructure relocate better actual correct additional required available common",
);
