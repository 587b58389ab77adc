/** What a search parameter says, if it is a text and says something. */
export const textOf = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

/** The number of an entry that a search parameter says. */
export const seqOf = (value: unknown) => (Number.isInteger(value) ? Number(value) : undefined);
