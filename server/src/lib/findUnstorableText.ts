/**
 * The place, as a JSON pointer, of the first text in a JSON value that PostgreSQL cannot hold: one with NUL, or with half
 * of a surrogate pair. Of a value that passed its schema, so that it is not nested deeper than a schema is.
 */
export function findUnstorableText(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string')
    return value.includes('\0') || !value.isWellFormed() ? path || '/' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const found = findUnstorableText(part, `${path}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
