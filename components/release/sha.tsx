import { Icon } from "@/components/ui/icon";

/** A commit by its first seven digits; the whole SHA on hover. */
export function Sha({ sha }: { sha: string }) {
  return (
    <code className="inline-flex items-center gap-1.5 text-xs tracking-tight whitespace-nowrap text-ink-2" title={sha}>
      <Icon name="commit" size={14} />
      {sha.slice(0, 7)}
    </code>
  );
}
