import type { TimelineMark } from "@/lib/releases/release-views";

const WIDTH = 212;
const MONTHS = 6;
const SPAN = (MONTHS * 365.25 * 86_400_000) / 12;

/** Releases of the last six months on one line: dots are finals, strokes are candidates. */
export function Timeline({ marks, name, now }: { marks: TimelineMark[]; name: string; now: Date }) {
  const x = (at: string) => WIDTH - 6 - ((now.getTime() - new Date(at).getTime()) / SPAN) * (WIDTH - 12);
  const finals = marks.filter(({ kind }) => kind === "final");
  const candidates = marks.length - finals.length;
  return (
    <svg
      width={WIDTH}
      height={20}
      viewBox={`0 0 ${WIDTH} 20`}
      role="img"
      aria-label={`${name}: ${finals.length} finals and ${candidates} candidates in six months`}
      className="block"
    >
      <path d={`M0 10h${WIDTH}`} stroke="var(--line-strong)" />
      {marks.map(({ at, kind, version }) =>
        kind === "final" ? (
          <circle key={version} cx={x(at).toFixed(1)} cy="10" r="3.4" fill="var(--ink-2)">
            <title>{`${version}, ${at.slice(0, 10)}`}</title>
          </circle>
        ) : (
          <path key={version} d={`M${x(at).toFixed(1)} 7v6`} stroke="var(--ink-3)" strokeWidth="1.4">
            <title>{`${version}, ${at.slice(0, 10)}`}</title>
          </path>
        ),
      )}
    </svg>
  );
}

/** Names of the months under which the timelines run. */
export function TimelineAxis({ now }: { now: Date }) {
  const names = Array.from({ length: MONTHS }, (_, index) => {
    const date = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (MONTHS - 1 - index), 1));
    return date.toLocaleString("en", { month: "short", timeZone: "UTC" });
  });
  return (
    <span className="flex justify-between" style={{ width: WIDTH }} aria-hidden="true">
      {names.map((name) => (
        <span key={name} className="w-[33px]">
          {name}
        </span>
      ))}
    </span>
  );
}
