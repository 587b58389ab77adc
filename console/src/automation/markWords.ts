/** A stretch of a message; `points`: how much it decided, undefined where it did not. */
export type MarkedPart = { text: string; points?: number };

const foldSign = (sign: string): string =>
  sign
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
/** In these scripts no blank stands between words. */
const withoutBlanks = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * Finds the words that decided (lower case, without accents) in the message as it was written. A word that the engine put right
 * (a typo) is not found: its right spelling does not stand there.
 */
export function markWords(text: string, words: readonly { word: string; points: number }[]): MarkedPart[] {
  const signs = [...text];
  const folded: string[] = [];
  /** Of each folded sign, the sign of the message from which it came. */
  const origin: number[] = [];
  for (const [i, sign] of signs.entries()) {
    for (const part of foldSign(sign)) {
      folded.push(part);
      origin.push(i);
    }
  }
  const points: (number | undefined)[] = signs.map(() => undefined);
  for (const { word, points: gained } of words) {
    const wanted = [...word];
    if (wanted.length === 0) continue;
    for (let at = 0; at + wanted.length <= folded.length; at++) {
      if (!wanted.every((sign, i) => folded[at + i] === sign)) continue;
      const stands = withoutBlanks.test(word) || standsAlone(folded, at, at + wanted.length);
      if (!stands) continue;
      for (let i = origin[at]!; i <= origin[at + wanted.length - 1]!; i++)
        points[i] = Math.max(points[i] ?? 0, gained);
    }
  }
  const parts: MarkedPart[] = [];
  for (const [i, sign] of signs.entries()) {
    const last = parts.at(-1);
    if (last && last.points === points[i]) last.text += sign;
    else parts.push({ text: sign, ...(points[i] !== undefined && { points: points[i] }) });
  }
  return parts;
}

const standsAlone = (signs: readonly string[], from: number, to: number): boolean =>
  !isWordSign(signs[from - 1]) && !isWordSign(signs[to]);
