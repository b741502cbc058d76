/** Where to go after signing in: a path of our own, whatever was asked for (ASVS 3.7.2). */
export function safeReturnPath(wanted: string, publicUrl: string): string {
  const own = new URL(publicUrl).origin;
  if (!wanted.startsWith("/") && !wanted.startsWith(`${own}/`)) return "/";
  try {
    const target = new URL(wanted, `${own}/`);
    if (target.origin !== own || target.pathname.startsWith("//")) return "/";
    return target.pathname.startsWith("/signin") ? "/" : target.pathname + target.search;
  } catch {
    return "/";
  }
}
