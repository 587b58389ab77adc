/** Longer messages are compared by their first words only: the comparison costs words times words. */
const MOST_WORDS = 1500;

/** Words, and single characters where a script has no spaces; signs count as well. */
const units =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]]+|[^\s\p{L}\p{N}]/gv;

/**
 * How much of a text was changed before it was sent: the least number of words inserted, deleted or replaced
 * (Levenshtein, "Binary codes capable of correcting deletions, insertions and reversals", 1966) as a share of the
 * longer one, 0 to 1. The same in both directions.
 */
export function changedShare(before: string, after: string): number {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)! / longer;
}

const wordsOf = (text: string): string[] => (text.match(units) ?? []).slice(0, MOST_WORDS);
