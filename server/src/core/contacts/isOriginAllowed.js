/**
 * Whether a page of `origin` may show the widget. An empty list allows every site; `https://*.example.com` allows
 * all hosts below example.com, but not example.com itself.
 */
export function isOriginAllowed(allowed, origin) {
    return allowed.length === 0 || allowed.some((pattern) => matches(pattern, origin));
}
function matches(pattern, origin) {
    const star = pattern.indexOf('*.');
    if (star < 0)
        return pattern.toLowerCase() === origin.toLowerCase();
    const [scheme, rest] = [pattern.slice(0, star), pattern.slice(star + 1)];
    return (origin.toLowerCase().startsWith(scheme.toLowerCase()) &&
        origin.toLowerCase().slice(scheme.length).endsWith(rest.toLowerCase()));
}
