import { countNaming, type EarlierTopic } from "./earlier-topic";
import { liftOf } from "./rank-phrases";
import type { TitleFacts } from "./title-facts";

/** An earlier title must cover this share of a group. */
const HALF = 0.5;
/** … name more than half of what it lists … */
const MOST = 0.6;
/** … and be so many times more frequent in it than in the rest of the category. */
const LEAST_LIFT = 1.3;
/** The subsection title of an earlier release that fits a group best, with the share of entries it names; null if none does. */
export function findEarlierTitle({
  members,
  category,
  background,
  taken,
  componentStems,
}: TitleFacts): { topic: EarlierTopic; coverage: number } | null {
  let best: { topic: EarlierTopic; coverage: number } | null = null;
  let most = 0;
  for (const [index, topic] of background.topics.entries()) {
    const { titleStems, alternatives } = topic;
    if (titleStems.length === 0 || taken.has(topic.title.toLowerCase()) || titleStems.every((stem) => componentStems.has(stem))) continue;
    const named = countNaming(members, alternatives);
    const coverage = named / members.length;
    const used = alternatives.filter((stems) => countNaming(members, [stems]) > 0).length / alternatives.length;
    const lift = liftOf(coverage, (category.topicCounts[index] ?? 0) - named, category.entries.length - members.length);
    const score = coverage * Math.log(1 + lift) * used * (1 + 0.05 * Math.min(4, topic.versions.length));
    if (coverage < HALF || used < MOST || lift < LEAST_LIFT || score <= most) continue;
    best = { topic, coverage };
    most = score;
  }
  return best;
}
