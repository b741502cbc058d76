import type { LiveState } from "./live-provider";

/** What a tab hears: the state of the stream, topics that changed, or "look at everything again". */
export type LiveMessage = { type: "state"; state: LiveState } | { type: "topics"; topics: string[] } | { type: "resync" };

const NAME = "slipway-live";
const SILENCE_MILLISECONDS = 40_000;

/**
 * Joins the browser's one stream (six streams over HTTP/1.1 would freeze the seventh tab). The tab that holds the
 * Web Lock keeps the stream and tells the others over a BroadcastChannel; when it closes, the next one takes over.
 * Answers with the way to leave.
 */
export function connectLive(onMessage: (message: LiveMessage) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  const end = new AbortController();
  let closeStream = () => {};
  // The stream's keeper answers newcomers; until then they only know that they are connecting.
  let answer = () => {};
  channel.onmessage = ({ data }: MessageEvent<LiveMessage | { type: "ask" }>) => {
    if (data.type === "ask") answer();
    else onMessage(data);
  };
  navigator.locks
    .request(NAME, { signal: end.signal }, () => {
      let state: LiveState = "connecting";
      answer = () => channel.postMessage({ type: "state", state } satisfies LiveMessage);
      closeStream = openStream((message) => {
        if (message.type === "state") state = message.state;
        onMessage(message);
        channel.postMessage(message);
      });
      return new Promise<void>((resolve) => end.signal.addEventListener("abort", () => resolve()));
    })
    .catch(() => {});
  channel.postMessage({ type: "ask" });
  return () => {
    end.abort();
    closeStream();
    channel.close();
  };
}

function openStream(tell: (message: LiveMessage) => void): () => void {
  let source: EventSource | null = null;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let lastId = "";
  const open = () => {
    // The browser names the last id itself when it comes back by itself, and not when the stream is begun anew.
    source = new EventSource(lastId ? `/live?after=${encodeURIComponent(lastId)}` : "/live");
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(reopen, SILENCE_MILLISECONDS);
    };
    alive();
    source.addEventListener("hello", ({ lastEventId }) => {
      lastId = lastEventId;
      alive();
      tell({ type: "state", state: "live" });
      // Whatever happened while there was no stream, or while another tab's stream ended, was missed.
      tell({ type: "resync" });
    });
    // Cut off for a moment only: what was missed follows as a change.
    source.addEventListener("resumed", () => {
      alive();
      tell({ type: "state", state: "live" });
    });
    source.addEventListener("alive", alive);
    source.addEventListener("resync", ({ lastEventId }) => {
      lastId = lastEventId;
      tell({ type: "resync" });
    });
    source.addEventListener("change", (event) => {
      lastId = event.lastEventId;
      alive();
      const changes = JSON.parse(event.data) as { topic: string }[];
      tell({ type: "topics", topics: [...new Set(changes.map(({ topic }) => topic))] });
    });
    source.onerror = () => {
      tell({ type: "state", state: "lost" });
      // A refused stream (signed out, server restarting) is not retried by the browser itself.
      if (source?.readyState === EventSource.CLOSED) {
        clearTimeout(retry);
        retry = setTimeout(reopen, 3_000 + Math.random() * 3_000);
      }
    };
  };
  const reopen = () => {
    tell({ type: "state", state: "lost" });
    source?.close();
    open();
  };
  open();
  return () => {
    clearTimeout(watchdog);
    clearTimeout(retry);
    source?.close();
  };
}
