/**
 * Whether a page of `origin` may show the widget. An empty list allows every site; `https://*.example.com` allows
 * all hosts below example.com, but not example.com itself.
 */
export function isOriginAllowed(allowed: readonly string[], origin: string): boolean {
  return allowed.length === 0 || allowed.some((pattern) => matches(pattern, origin));
}

function matches(pattern: string, origin: string): boolean {
  const star = pattern.indexOf('*.');
  if (star < 0) return pattern.toLowerCase() === origin.toLowerCase();
  const [scheme, rest] = [pattern.slice(0, star).toLowerCase(), pattern.slice(star + 1).toLowerCase()];
  if (!origin.toLowerCase().startsWith(scheme)) return false;
  const host = origin.toLowerCase().slice(scheme.length);
  // Nothing but a host and port: a path or a name before `@` could end in whatever one likes.
  return /^[a-z0-9-][a-z0-9.:-]*$/.test(host) && host.endsWith(rest);
}
