import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";

/** Pages to compare with: the peer's board in our own style sheet, a plain text field, and a box that follows the pointer. */
export async function servePeers(styleSheets: string[]): Promise<{ url: string; stop: () => void }> {
  const bundle = await build({
    entryPoints: ["bench/editor/peer-board.tsx"],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    platform: "browser",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const links = styleSheets.map((href) => `<link rel="stylesheet" href="${href}">`).join("");
  const html = (body: string) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Peer</title>${links}<body>${body}</body></html>`;
  const pages: Record<string, [type: string, body: string]> = {
    "/board": ["text/html", html('<div id="root"></div><script src="/board.js"></script>')],
    "/board.js": ["text/javascript", bundle.outputFiles[0]?.text ?? ""],
    "/textarea": ["text/html", html('<textarea aria-label="Control" rows="12" cols="80"></textarea>')],
    "/empty": ["text/html", html(FOLLOWING_BOX)],
  };
  const server: Server = createServer((request, response) => {
    const [type, body] = pages[new URL(request.url ?? "/", "http://localhost").pathname] ?? ["text/plain", ""];
    response.setHeader("content-type", type);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP, so it has a port
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

/** What a drag costs at least: something that moves with the pointer. */
const FOLLOWING_BOX = `<div data-entry><i data-handle style="position:fixed;top:0;left:0;width:360px;height:36px;background:gray"></i></div><script>
  const box = document.querySelector("[data-handle]");
  addEventListener("pointermove", ({ clientX, clientY }) => (box.style.translate = clientX + "px " + clientY + "px"));
</script>`;
