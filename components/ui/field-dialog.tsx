"use client";

import { type ReactNode, useState } from "react";
import { Button, type ButtonLook } from "./button";
import { Dialog } from "./dialog";
import { TextField } from "./field";

interface FieldDialogProps {
  title: string;
  description?: ReactNode;
  label: string;
  hint: string;
  initial?: string;
  maxLength: number;
  /** The buttons: what stays when nothing is done, and what is done. */
  keep: string;
  act: string;
  look?: ButtonLook;
  /** Why this text cannot be taken, said while it is typed; null when it can. `isShown` puts it under the field. */
  obstacleOf: (text: string) => { reason: string; isShown: boolean } | null;
  onAct: (text: string) => void;
  onClose: () => void;
}

/** Asks for one line of text: a title, a reason. */
export function FieldDialog({ obstacleOf, onAct, onClose, ...words }: FieldDialogProps) {
  const [text, setText] = useState(words.initial ?? "");
  const obstacle = obstacleOf(text);
  const submit = () => {
    if (!obstacle) onAct(text);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title}
      description={words.description}
      acts={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button look={words.look ?? "primary"} blockedBy={obstacle?.reason ?? null} onClick={submit}>
            {words.act}
          </Button>
        </>
      }
    >
      <form
        className="pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={words.label}
          value={text}
          maxLength={words.maxLength}
          onChange={(event) => setText(event.target.value)}
          problem={obstacle?.isShown ? obstacle.reason : null}
          hint={words.hint}
        />
      </form>
    </Dialog>
  );
}
