interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  pid: number;
  tid: number;
  dur?: number;
  /** Time of the thread itself: what other processes took meanwhile is not in it. */
  tdur?: number;
}

/** Milliseconds of main-thread work between every two animation frames of the page that drew most of them. */
export function readFrameWork({ traceEvents }: { traceEvents: TraceEvent[] }): number[] {
  const frames = traceEvents.filter(({ name }) => name === "FireAnimationFrame");
  const counts = new Map<string, number>();
  for (const event of frames) counts.set(thread(event), (counts.get(thread(event)) ?? 0) + 1);
  const [main] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const starts = frames
    .filter((event) => thread(event) === main)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const work = starts.map(() => 0);
  for (const event of traceEvents) {
    if (event.ph !== "X" || thread(event) !== main || event.name !== "RunTask") continue;
    const frame = starts.findLastIndex((start) => start <= event.ts);
    if (frame >= 0) work[frame] = (work[frame] ?? 0) + (event.tdur ?? event.dur ?? 0) / 1000;
  }
  return work;
}

const thread = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
