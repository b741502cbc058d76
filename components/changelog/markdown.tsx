import ReactMarkdown from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

/** Markdown from a repository, rendered without any of its HTML: what came from outside stays text. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose">
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
    </div>
  );
}
