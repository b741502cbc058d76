import { connect, type Socket } from "node:net";

/** How long a stream may be silent before its change counts as lost. */
const LOST_MILLISECONDS = 5_000;

export interface Streams {
  /** Does something that is told of once, and answers with the milliseconds after which each stream had heard of it. */
  hear: (act: () => Promise<unknown>) => Promise<number[]>;
  close: () => void;
}

/** Opens `/live` once for each cookie, as browsers do, and waits until all have been greeted. */
export async function openStreams(port: number, cookies: string[]): Promise<Streams> {
  let onChange = (_stream: number) => {};
  const sockets = await Promise.all(cookies.map((cookie, stream) => openStream(port, cookie, () => onChange(stream))));
  return {
    hear: async (act) => {
      const heard = new Map<number, number>();
      const start = performance.now();
      const all = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOST_MILLISECONDS);
        onChange = (stream) => {
          if (!heard.has(stream)) heard.set(stream, performance.now() - start);
          if (heard.size < sockets.length) return;
          clearTimeout(timer);
          resolve();
        };
      });
      await Promise.all([act(), all]);
      return [...heard.values()];
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function openStream(port: number, cookie: string, onChange: () => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port });
    let greeting = "";
    const greet = (chunk: Buffer) => {
      greeting += chunk.toString();
      if (!greeting.includes("event: hello")) {
        if (greeting.includes("\r\n\r\n") && !greeting.startsWith("HTTP/1.1 200")) reject(new Error(greeting));
        return;
      }
      socket.off("data", greet);
      // An event is one write of some hundred bytes on an idle connection: it comes in one piece.
      socket.on("data", (event) => {
        if (event.includes("event: change")) onChange();
      });
      resolve(socket);
    };
    socket.on("data", greet);
    socket.on("error", reject);
    socket.write(`GET /live HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\naccept: text/event-stream\r\n\r\n`);
  });
}
