/** At most this many parts of a message are looked at one by one. */
const maxParts = 4;

/**
 * The sentences of a folded message that could be a question of their own, in order; empty where there is only one.
 * Short remnants stay with the sentence before them.
 */
export function splitQuestions(folded: string): string[] {
  const parts: string[] = [];
  for (const sentence of folded.split(/(?<=[.?!。？！؟])\s*|\n+/u)) {
    const text = sentence.trim();
    if (text === '') continue;
    if (isLong(text) || parts.length === 0) parts.push(text);
    else parts[parts.length - 1] += ` ${text}`;
  }
  const long = parts.filter(isLong);
  return long.length < 2 ? [] : long.slice(0, maxParts);
}

function isLong(text: string): boolean {
  return (
    (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= 3 ||
    /[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]{4}/u.test(text)
  );
}
