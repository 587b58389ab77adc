const NO_BREAK = '\u00a0';

/** French sets a space before : ; ? ! » and after «, at which no line may break. */
export const typesetFrench = (text: string): string =>
  text.replace(/ (?=[:;?!»])/g, NO_BREAK).replace(/« /g, `«${NO_BREAK}`);

/** All words so, also those that are made of parts. What is typed into a field (`typed`) stays as one types it. */
export function typesetWords<T>(words: T, name = ''): T {
  if (name === 'typed') return words;
  if (typeof words === 'string') return typesetFrench(words) as T;
  if (typeof words === 'function') {
    const say = (...parts: unknown[]) => {
      const said: unknown = words(...parts);
      return typeof said === 'string' ? typesetFrench(said) : said;
    };
    // Whoever asks how many parts it takes gets the answer of the original.
    return Object.defineProperty(say, 'length', { value: words.length }) as T;
  }
  if (Array.isArray(words)) return words.map((one) => typesetWords(one)) as T;
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(
    Object.entries(words).map(([key, inner]) => [key, typesetWords(inner, key)]),
  ) as T;
}
