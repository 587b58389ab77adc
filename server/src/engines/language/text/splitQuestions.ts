/** At most this many parts of a message are looked at one by one. */
const maxParts = 4;

/**
 * The sentences of a folded message that could be a question of their own, in order; empty where there is only one.
 * Short remnants stay with the sentence before them.
 */
export function splitQuestions(folded: string): string[] {
  const parts: string[] = [];
  for (const sentence of splitSentences(folded)) {
    const text = sentence.trim();
    if (text === '') continue;
    if (isLong(text) || parts.length === 0) parts.push(text);
    else parts[parts.length - 1] += ` ${text}`;
  }
  const long = parts.filter(isLong);
  return long.length < 2 ? [] : long.slice(0, maxParts);
}

const ends = /(?<=[.?!。？！؟])\s*|\n+/gu;
/** Their dots and marks end no sentence. A word is looked at from its beginning only, so that the cost does not grow with its length. */
const addresses =
  /(?:https?:\/\/|\bwww\.)[^\s。？！؟]*[^\s.?!。？！؟]|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]*[\p{L}\p{N}]/giu;

function* splitSentences(text: string): Generator<string> {
  const spans = [...text.matchAll(addresses)].map(({ index, 0: found }) => [index, index + found.length]);
  let from = 0;
  for (const { index, 0: gap } of text.matchAll(ends)) {
    if (spans.some(([first, last]) => first! < index && index < last!)) continue;
    yield text.slice(from, index);
    from = index + gap.length;
  }
  yield text.slice(from);
}

function isLong(text: string): boolean {
  return (
    (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= 3 ||
    /[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]{4}/u.test(text)
  );
}
