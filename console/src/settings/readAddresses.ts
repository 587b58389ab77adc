/** At once: more are a list to be imported elsewhere, or a mistake. */
export const MOST_INVITED = 50;

/** The e-mail addresses in what was typed or pasted, each once: lines, commas, semicolons, `Name <address>`. */
export function readAddresses(text: string): string[] {
  const found = text.match(/[^\s,;<>()"]+@[^\s,;<>()"]+/g) ?? [];
  return [...new Set(found.map((address) => address.replace(/^mailto:/i, '').toLowerCase()))];
}
