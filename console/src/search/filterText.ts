/** `name:value` as it is typed; a value with spaces is quoted. */
export function formatFilter(name: string, value: string): string {
  const clean = value.replaceAll('"', '');
  return /\s/.test(clean) ? `${name}:"${clean}"` : `${name}:${clean}`;
}

/** What was typed, with one more filter at its end. */
export const addFilter = (q: string, name: string, value: string): string =>
  `${q.trim()} ${formatFilter(name, value)} `.trimStart();

const filter = /-?[\p{L}]{2,12}:(?:"[^"]*"?|“[^”]*”?|[^\s"]+)/gu;

/** What was typed, without its filter that has this value, in whichever language it was named. */
export function removeFilter(q: string, value: string, excluded: boolean): string {
  for (const match of q.matchAll(filter)) {
    const given = match[0]
      .replace(/^-?[\p{L}]+:/u, '')
      .replaceAll(/["“”]/g, '')
      .trim();
    if (given !== value || match[0].startsWith('-') !== excluded) continue;
    return `${q.slice(0, match.index)}${q.slice(match.index + match[0].length)}`
      .replaceAll(/\s{2,}/g, ' ')
      .trim();
  }
  return q;
}
