/** Verbs that begin release notes, as "base past" where the past is not made by adding `ed`. */
const IRREGULAR =
  "be was,become became,begin began,break broke,bring brought,build built,catch caught,choose chose,come came,cut cut,do did,draw drew," +
  "find found,forbid forbade,get got,give gave,go went,grow grew,have had,hide hid,hold held,keep kept,lay laid,lead led,leave left," +
  "let let,lose lost,make made,mean meant,pay paid,put put,read read,rebuild rebuilt,redo redid,reset reset,rewrite rewrote,run ran," +
  "send sent,set set,shrink shrank,shut shut,speed sped,split split,spread spread,take took,tear tore,tell told,undo undid," +
  "write wrote,overwrite overwrote,rethink rethought,show showed";
const REGULAR =
  "accept adapt add adjust adopt align allow analyze apply assign attach avoid block bump bundle cache change check clarify clean " +
  "clear close collect combine complete configure connect consolidate convert copy correct cover create decouple define delegate delete " +
  "deprecate describe detect disable discard display document drop eliminate enable enforce enhance ensure establish exclude expand " +
  "explain export expose extend extract filter finish fix format generate group handle harden ignore implement import improve include " +
  "increase initialize inject install integrate introduce isolate join launch limit link list load lock log lower map mark mask merge " +
  "migrate modernize modify monitor mount move normalize omit open optimize order organize overhaul pack parse pass patch permit pin plan " +
  "plug polish port prepare prevent propagate protect provide publish raise recover redesign reduce refactor refine reintroduce reject " +
  "release relax remove rename render reorganize repair replace report require resolve respect restore restrict restructure retry return " +
  "reuse revert revise rework round save scan secure select separate serve share ship simplify skip solve sort stabilize standardize start " +
  "stop store streamline strengthen support surface swap switch sync synchronize test tighten track transform translate treat trigger trim " +
  "tune turn tweak unify update upgrade use validate verify wait warn watch widen wire wrap";
const DOUBLED = new Set("drop trim plan plug skip stop swap wrap map pin permit log ship".split(" "));

const PAST = new Map<string, string>([
  ...REGULAR.split(" ").map((verb): [string, string] => [verb, pastOf(verb)]),
  ...IRREGULAR.split(",").map((pair): [string, string] => {
    const [base = "", past = ""] = pair.split(" ");
    return [base, past];
  }),
]);
const PASTS = new Set(PAST.values());

/** The past tense of a verb form that begins a sentence (`Add`, `Adds`, `Adding` → `Added`); null for past and unknown words. */
export function pastTenseFor(word: string): string | null {
  const plain = word.toLowerCase();
  if (PASTS.has(plain) && !isBaseOnly(plain)) return null;
  const base = candidates(plain).find((verb) => PAST.has(verb));
  const past = base ? PAST.get(base) : undefined;
  if (!past || past === plain) return null;
  return /^[A-Z]/.test(word) ? past.charAt(0).toUpperCase() + past.slice(1) : past;
}

/** True for the past tense of a verb this list knows, or any word in -ed. */
export function isPastTense(word: string): boolean {
  const plain = word.toLowerCase();
  return PASTS.has(plain) || (plain.endsWith("ed") && plain.length > 4 && !PAST.has(plain));
}

function isBaseOnly(word: string): boolean {
  return PAST.has(word) && PAST.get(word) !== word;
}

/** The base forms a word could be an inflection of. */
function candidates(word: string): string[] {
  const forms = [word];
  if (word.endsWith("ies")) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith("es")) forms.push(word.slice(0, -2));
  if (word.endsWith("s")) forms.push(word.slice(0, -1));
  if (word.endsWith("ing")) {
    const stem = word.slice(0, -3);
    forms.push(stem, `${stem}e`);
    if (stem.length > 2 && stem.at(-1) === stem.at(-2)) forms.push(stem.slice(0, -1));
  }
  return forms;
}

/** The past tense of a base form, `drop` → `dropped`; verbs it does not know are taken for regular ones. */
export function pastTenseOf(verb: string): string {
  return PAST.get(verb) ?? pastOf(verb);
}

function pastOf(verb: string): string {
  if (verb.endsWith("e")) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return DOUBLED.has(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}
