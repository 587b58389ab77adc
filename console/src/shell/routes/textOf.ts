/** What a search parameter says, if it is a text and says something. */
export const textOf = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
