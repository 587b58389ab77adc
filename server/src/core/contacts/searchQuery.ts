const MOST_WORDS = 8;

/**
 * What somebody typed as a query over `contacts.search` (the text of PostgreSQL's tsquery): every word a beginning,
 * all of them; digits also as the end of a telephone number. Undefined where nothing is left to look for.
 */
export function searchQuery(typed: string): string | undefined {
  const words = typed
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
    .slice(0, MOST_WORDS);
  if (words.length === 0) return undefined;
  const all = words.map((word) => `'${word}':*`).join(' & ');
  const digits = /^[\d\s()+./-]{4,}$/.test(typed) ? typed.replaceAll(/\D/g, '') : '';
  if (digits.length < 3) return all;
  // A national number without the zero it is dialled with is the end of the international one.
  const end = [...digits.replace(/^0+/, '')].reverse().join('');
  return `(${all}) | '${digits.replace(/^00/, '')}':* | 'r${end}':*`;
}
