/** The mark: a hull on its slipway. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" className="flex-none">
      <rect width="24" height="24" rx="6" fill="var(--accent-solid)" />
      <path d="M4 18.2 20 12.4" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
      <path d="M6.6 9.6 18.7 5.3c.2 3-1.3 5.3-4 6.3L9.9 13.3c-1.6.6-2.9-.9-3.3-3.7Z" fill="#fff" />
    </svg>
  );
}
