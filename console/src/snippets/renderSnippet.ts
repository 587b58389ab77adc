// The same as in the protocol, which browsers take no code from; a test holds the two together.

/** What a snippet can speak of, by the name that stands in it: `contact.first_name`, `agent.name`, `contact.field.plan`. */
export type SnippetValues = Readonly<Record<string, string | undefined>>;

const variable = /\{\{\s*([a-zA-Z][\w.]*)\s*(?:\|([^{}|]*))?\}\}/g;

/**
 * The snippet with its values. A value that is not known gives way to what stands after `|`, or to nothing; `missing`
 * names those that were not known and had nothing to give way to.
 */
export function renderSnippet(text: string, values: SnippetValues): { text: string; missing: string[] } {
  const missing: string[] = [];
  const rendered = text.replaceAll(variable, (_, name: string, fallback: string | undefined) => {
    const value = values[name]?.trim();
    if (value) return value;
    if (fallback === undefined) missing.push(name);
    return fallback?.trim() ?? '';
  });
  return { text: rendered, missing: [...new Set(missing)] };
}

/** The variables that a snippet names, each once. */
export const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(variable)].map((match) => match[1]!)),
];

/** The text in the nearest language: exact, then by the part before the hyphen, then the first. */
export function chooseText<T extends { language: string }>(
  texts: readonly T[],
  ...wanted: (string | null | undefined)[]
): T | undefined {
  const base = (tag: string) => tag.toLowerCase().split('-')[0];
  for (const tag of wanted) {
    if (!tag) continue;
    const exact = texts.find((text) => text.language.toLowerCase() === tag.toLowerCase());
    const near = exact ?? texts.find((text) => base(text.language) === base(tag));
    if (near) return near;
  }
  return texts[0];
}

/** The first of the names that a person gave; one that is written without spaces whole. */
export const firstNameOf = (name: string | null | undefined): string | undefined =>
  name?.trim().split(/\s+/)[0] || undefined;
