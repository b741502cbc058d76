"use client";

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { useEffect, useRef } from "react";

/** Looks of the design's tokens, which follow the theme by themselves. */
const THEME = EditorView.theme({
  "&": { backgroundColor: "var(--surface)", color: "var(--ink)", fontSize: "13px" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "2px" },
  ".cm-content": { fontFamily: "var(--font-mono)", caretColor: "var(--ink)", minHeight: "4.5em" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-deletedChunk": { backgroundColor: "var(--failed-tint)", color: "var(--ink-2)" },
  "&.cm-merge-b .cm-changedLine, .cm-insertedLine, .cm-inlineChangedLine": { backgroundColor: "var(--passed-tint)" },
  "&.cm-merge-b .cm-changedText, .cm-insertedLine .cm-changedText": { background: "none", borderBottom: "2px solid var(--passed)" },
  ".cm-deletedChunk .cm-deletedText, .cm-deletedText": { background: "none", textDecoration: "line-through" },
});

interface MergeEditorProps {
  label: string;
  /** What the text is compared with. */
  original: string;
  initial: string;
  onChange: (text: string) => void;
}

/** A text that is edited while it is compared with another. Tab leaves it. */
export function MergeEditor({ label, original, initial, onChange }: MergeEditorProps) {
  const home = useRef<HTMLDivElement>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const start = useRef(initial);
  useEffect(() => {
    if (!home.current) return;
    const view = new EditorView({
      parent: home.current,
      state: EditorState.create({
        doc: start.current,
        extensions: [
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true" }),
          unifiedMergeView({ original, mergeControls: false, gutter: false, allowInlineDiffs: true }),
          EditorView.updateListener.of(({ docChanged, state }) => docChanged && changed.current(state.doc.toString())),
          THEME,
        ],
      }),
    });
    // What was written stays when the text it is compared with changes.
    return () => {
      start.current = view.state.doc.toString();
      view.destroy();
    };
  }, [label, original]);
  return <div ref={home} className="min-w-0 overflow-hidden rounded-sm border border-line-control" />;
}
