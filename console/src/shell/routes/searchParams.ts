/** What a search parameter says, if it is a text and says something. */
export const textOf = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

/** The number of an entry that a search parameter says. */
export const seqOf = (value: unknown) => (Number.isInteger(value) ? Number(value) : undefined);

/** The day (`2026-07-01`) that a search parameter says. */
export const dayOf = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

/** The order that a search parameter says. */
export const orderOf = (value: unknown) => (value === 'asc' || value === 'desc' ? value : undefined);
