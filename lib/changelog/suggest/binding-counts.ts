import type { Terms } from "./read-terms";

/** Counts, over grouped categories of earlier releases, how often entries that share a stem stood together. */
export class BindingCounts {
  private readonly pairs = new Map<string, { together: number; all: number }>();
  private together = 0;
  private all = 0;

  addCategory(entries: { terms: Terms; group: number }[]) {
    const postings = new Map<string, number[]>();
    for (const { terms, group } of entries)
      for (const stem of terms.words.keys()) postings.set(stem, [...(postings.get(stem) ?? []), group]);
    this.count(
      entries.map(({ group }) => group),
      (together, all) => {
        this.together += together;
        this.all += all;
      },
    );
    for (const [stem, groups] of postings)
      this.count(groups, (together, all) => {
        const sum = this.pairs.get(stem) ?? { together: 0, all: 0 };
        this.pairs.set(stem, { together: sum.together + together, all: sum.all + all });
      });
  }

  /** Smoothed towards the odds of any two entries. */
  logOdds(): Map<string, number> {
    const base = this.all > 0 ? (this.together + 1) / (this.all + 2) : 0;
    if (base <= 0 || base >= 1) return new Map();
    const prior = 4;
    return new Map(
      [...this.pairs].map(([stem, { together, all }]) => {
        const share = (together + prior * Math.min(0.9, base * 2)) / (all + prior);
        return [stem, Math.log(share / (1 - Math.min(0.98, share))) - Math.log(base / (1 - base))];
      }),
    );
  }

  private count(groups: number[], add: (together: number, all: number) => void) {
    const sizes = new Map<number, number>();
    for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    let together = 0;
    for (const [group, size] of sizes) if (group >= 0) together += (size * (size - 1)) / 2;
    add(together, (groups.length * (groups.length - 1)) / 2);
  }
}
