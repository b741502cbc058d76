/** Headers that every answer carries; HSTS only where the public address is https. */
export function secureHeaders(isSecure: boolean): [string, string][] {
  return [
    ["x-content-type-options", "nosniff"],
    ["x-frame-options", "DENY"],
    ["referrer-policy", "same-origin"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["permissions-policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"],
    ...(isSecure ? ([["strict-transport-security", "max-age=31536000; includeSubDomains"]] as [string, string][]) : []),
  ];
}

/** Scripts only of our own files or with this answer's nonce; forms may lead to GitHub, because signing in does. */
export function contentSecurityPolicy({
  nonce,
  githubUrl,
  isDevelopment,
}: {
  nonce: string;
  githubUrl: string;
  isDevelopment: boolean;
}): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // Style attributes of React and of dragging are set on elements; no style sheet comes from elsewhere.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${new URL(githubUrl).origin}`,
    "frame-ancestors 'none'",
  ].join("; ");
}
