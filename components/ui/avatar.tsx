/** A person: initials in a circle. The name stands beside it or in `label`. */
export function Avatar({ name, size = 18, label }: { name: string; size?: 18 | 26; label?: string }) {
  const initials = name
    .split(/[\s-]+/)
    .map((part) => part.charAt(0).toUpperCase())
    .slice(0, 2)
    .join("");
  return (
    <span
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
      style={{ width: size, height: size, fontSize: size === 18 ? 9 : 11 }}
      className="inline-grid flex-none place-items-center rounded-full bg-press font-[650] leading-none text-ink-2 shadow-[inset_0_0_0_1px_var(--line-strong)]"
    >
      {initials}
    </span>
  );
}
