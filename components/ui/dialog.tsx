"use client";

import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Icon } from "./icon";

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What it is about, for people and screen readers. */
  description?: ReactNode;
  children: ReactNode;
  /** Buttons; the one that does it stands last. */
  acts?: ReactNode;
  width?: "narrow" | "wide";
}

const FIELD = "textarea, input:not([type=radio], [type=checkbox]), select";

/** A dialog: focus is kept inside, Escape leaves it, focus comes back. */
export function Dialog({ isOpen, onClose, title, description, children, acts, width = "narrow" }: DialogProps) {
  // Opened from anywhere, not from a trigger of its own: where the focus was is remembered here.
  const [opener] = useState(() => (typeof document === "undefined" ? null : document.activeElement));
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          onOpenAutoFocus={(event) => {
            // A dialog with a field is opened to write in it.
            const field = event.target instanceof HTMLElement ? event.target.querySelector<HTMLElement>(FIELD) : null;
            if (!field) return;
            event.preventDefault();
            field.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={`fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[calc(100vw-28px)] -translate-x-1/2 flex-col rounded-lg bg-raised shadow-3 ${width === "wide" ? "max-w-[880px]" : "max-w-[480px]"}`}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg leading-6">{title}</Radix.Title>
              {description && <Radix.Description className="mt-0.5 text-ink-2">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <Button look="ghost" size="square" aria-label="Close">
                <Icon name="x" />
              </Button>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-auto px-5 py-2">{children}</div>
          {acts && <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{acts}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
