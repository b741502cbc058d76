import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A stream that was asked for: what the browser said it had heard, and what came through since. */
interface AskedStream {
  path: string;
  lastEventId: string;
  heard: string;
}

export interface StreamProxy {
  url: string;
  asked: AskedStream[];
  /** Cuts the streams that are open and refuses new ones; everything else goes through. */
  cut: () => void;
  mend: () => void;
  close: () => void;
}

/** Leads to Slipway, as a proxy of one's own would that loses its streams. */
export async function startStreamProxy(to: string): Promise<StreamProxy> {
  const { hostname, port } = new URL(to);
  const asked: AskedStream[] = [];
  const sockets = new Set<Socket>();
  const streams = new Set<Socket>();
  let isCut = false;
  const server = createServer((browser) => {
    const slipway = connect(Number(port), hostname);
    let stream: AskedStream | null = null;
    browser.on("data", (chunk) => {
      // A browser sends one request after the other, and each of ours fits into one piece.
      const [, path] = /^GET (\/live\S*) /.exec(chunk.toString("latin1")) ?? [];
      if (path) {
        stream = { path, lastEventId: /^last-event-id: (.+)\r$/im.exec(chunk.toString("latin1"))?.[1] ?? "", heard: "" };
        asked.push(stream);
        streams.add(browser);
        if (isCut) return browser.end("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
      }
      slipway.write(chunk);
    });
    slipway.on("data", (chunk) => {
      if (stream) stream.heard += chunk.toString();
      browser.write(chunk);
    });
    slipway.on("end", () => browser.end());
    for (const [one, other] of [
      [browser, slipway],
      [slipway, browser],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        if (one === browser) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    cut: () => {
      isCut = true;
      for (const socket of streams) socket.destroy();
      streams.clear();
    },
    mend: () => {
      isCut = false;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
