import dynamic from "next/dynamic";

/** Markdown from a repository, rendered. The renderer is large and is fetched when the page stands. */
export const Markdown = dynamic(() => import("./markdown-text").then((module) => module.MarkdownText), { ssr: false });
