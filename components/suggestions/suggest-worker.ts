import { listEntryIds, type Notes } from "@/lib/changelog/notes";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { measureSimilarities, type Similarities } from "@/lib/changelog/suggest/measure-similarities";
import { proposeGroups } from "@/lib/changelog/suggest/propose-groups";
import { readPullFacts } from "@/lib/changelog/suggest/pull-facts";
import { readHistory } from "@/lib/changelog/suggest/read-history";
import { readSuggestionInput } from "@/lib/changelog/suggest/read-input";
import { renewSimilarities } from "@/lib/changelog/suggest/renew-similarities";
import type { Proposal } from "@/lib/changelog/suggest/suggestion";
import type { History, SuggestionInput } from "@/lib/changelog/suggest/suggestion-input";
import { parseVersion } from "@/lib/releases/version";
import type { FromSuggestWorker, SuggestFile, SuggestQuestion, ToSuggestWorker } from "./suggest-messages";

let history: History = { sections: [] };
let factsOf = readPullFacts([]);
let measured: Similarities | null = null;
let newest: SuggestQuestion | null = null;
let isAnswering = false;

const tell = (message: FromSuggestWorker) => self.postMessage(message);

self.onmessage = ({ data }: MessageEvent<ToSuggestWorker>) => {
  if (data.type === "read") history = readFile(data.file);
  else if (data.type === "know") factsOf = readPullFacts(data.pulls);
  else {
    newest = data;
    if (!isAnswering) void answer();
  }
};

function readFile({ text, path, version }: SuggestFile): History {
  const target = parseVersion(version);
  if (!target) throw new Error(`${version} is no version.`);
  return readHistory(parseChangelog(text, path), target);
}

async function answer(): Promise<void> {
  isAnswering = true;
  try {
    while (newest) {
      const { number, notes, rules, decisions } = newest;
      const input = readSuggestionInput(notes, history, { rules, factsOf });
      measured = (measured && renewSimilarities(measured, input)) ?? (await measure(input));
      if (newest.number !== number) continue;
      newest = null;
      tell({ type: "proposal", number, proposal: inOrderOf(notes, proposeGroups(measured, decisions)) });
    }
  } catch {
    newest = null;
    measured = null;
    tell({ type: "failed" });
  } finally {
    isAnswering = false;
  }
}

/** In pieces, so that newer questions are heard in between. */
async function measure(input: SuggestionInput): Promise<Similarities> {
  const work = measureSimilarities(input);
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    tell({ type: "progress", progress: step.value });
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** What was measured keeps the order of that moment; people see the entries in the order of now. */
function inOrderOf(notes: Notes, { suggestions, notices }: Proposal): Proposal {
  const places = new Map(notes.categories.flatMap(listEntryIds).map((id, place) => [id, place]));
  const placeOf = (id: string) => places.get(id) ?? 0;
  return {
    suggestions: suggestions.map((suggestion) => ({
      ...suggestion,
      entryIds: [...suggestion.entryIds].sort((a, b) => placeOf(a) - placeOf(b)),
    })),
    notices,
  };
}
