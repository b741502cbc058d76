import { memo, useMemo } from "react";
import ReactMarkdown from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { splitMarkdown } from "@/lib/changelog/split-markdown";

/** Markdown from a repository, rendered without any of its HTML: what came from outside stays text. */
export function MarkdownText({ text }: { text: string }) {
  const parts = useMemo(() => splitMarkdown(text), [text]);
  return (
    <div className="prose">
      {nameParts(parts).map(({ name, part }) => (
        <Part key={name} text={part} />
      ))}
    </div>
  );
}

/** Rendered again only when its own text changed: in the notes of a large release one entry moves, and a thousand stay. */
const Part = memo(function Part({ text }: { text: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[rehypeSanitize]}
      components={{
        a: ({ href, children }) => (
          <a href={href} target="_blank" rel="noreferrer noopener">
            {children}
          </a>
        ),
        // Pictures would tell other servers who reads this page.
        img: ({ alt }) => <em>{alt ? `[picture: ${alt}]` : "[picture]"}</em>,
      }}
    >
      {text}
    </ReactMarkdown>
  );
});

/** Parts by their text; where several are the same, by which of them they are. */
function nameParts(parts: string[]): { name: string; part: string }[] {
  const counts = new Map<string, number>();
  return parts.map((part) => {
    const count = counts.get(part) ?? 0;
    counts.set(part, count + 1);
    return { name: `${count} ${part}`, part };
  });
}
