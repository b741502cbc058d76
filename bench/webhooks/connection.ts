import { connect } from "node:net";

export interface Connection {
  /** Sends one request and answers with the status, when the whole answer is there. */
  send: (request: Buffer) => Promise<number>;
  close: () => void;
}

/** A kept connection of HTTP/1.1 that costs its sender little: one request at a time. */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  let answer = "";
  let settle: { resolve: (status: number) => void; reject: (error: Error) => void } | null = null;
  socket.on("data", (chunk) => {
    answer += chunk.toString("latin1");
    if (!isWhole(answer)) return;
    const status = Number(answer.slice(9, 12));
    answer = "";
    settle?.resolve(status);
  });
  socket.on("error", (error) => settle?.reject(error));
  socket.on("close", () => settle?.reject(new Error("the server closed the connection")));
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) throw new Error("the server closed the connection while it was idle");
        settle = { resolve, reject };
        socket.write(request);
      }),
    close: () => {
      settle = null;
      socket.destroy();
    },
  };
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = /^content-length: *(\d+)/im.exec(answer.slice(0, end))?.[1];
  return length === undefined ? answer.endsWith("0\r\n\r\n") : answer.length >= end + 4 + Number(length);
}
