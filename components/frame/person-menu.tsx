"use client";

import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { Avatar } from "@/components/ui/avatar";
import { classNames } from "@/components/ui/class-names";
import { MENU_ITEM, Menu } from "@/components/ui/menu";

const THEMES = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;
const ITEM = classNames(MENU_ITEM, "flex items-center");

/** Who is signed in, how it looks, and the way out. */
export function PersonMenu({ person, csrfToken, isSlim }: { person: { name: string; login: string }; csrfToken: string; isSlim: boolean }) {
  const signOut = useRef<HTMLFormElement>(null);
  return (
    <>
      <form ref={signOut} method="post" action="/api/auth/signout" className="hidden">
        <input type="hidden" name="csrfToken" value={csrfToken} />
        <input type="hidden" name="callbackUrl" value="/signin" />
      </form>
      <Menu
        side="top"
        className="min-w-52"
        trigger={
          <button
            type="button"
            aria-label={`${person.name}: theme and sign out`}
            className={classNames(
              "flex items-center gap-2.5 rounded-sm font-medium text-ink-2 hover:bg-hover hover:text-ink",
              isSlim ? "p-0.5" : "h-9 px-1.5 text-start",
            )}
          >
            <Avatar name={person.name} size={26} />
            {!isSlim && <span className="truncate">{person.name}</span>}
          </button>
        }
      >
        <p className="px-2 py-1 text-xs text-ink-3">Signed in as {person.login}</p>
        <DropdownMenu.RadioGroup value={currentTheme()} onValueChange={setTheme}>
          {THEMES.map(({ value, label }) => (
            <DropdownMenu.RadioItem key={value} value={value} className={ITEM}>
              <span className="w-5">
                <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
              </span>
              {label}
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
        <DropdownMenu.Separator className="my-1 h-px bg-line" />
        <DropdownMenu.Item className={ITEM} onSelect={() => signOut.current?.requestSubmit()}>
          <span className="w-5" />
          Sign out
        </DropdownMenu.Item>
      </Menu>
    </>
  );
}

function currentTheme(): string {
  return (typeof document === "undefined" ? undefined : document.documentElement.dataset.theme) ?? "system";
}

/** A theme is one attribute; the cookie lets the server write it into the first byte. */
function setTheme(theme: string): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
}
