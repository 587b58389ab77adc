/** An endpoint's model reads some hundred words at most, and a question is in the first of them. */
const MOST_CHARACTERS = 1000;

/**
 * What leaves the box of a text: without addresses of mail and web and without long numbers, which name somebody and say
 * nothing of the question. Examples and messages alike, so that their vectors can be compared. Empty: nothing to send.
 */
export function textForEmbedding(text: string): string {
  return (
    text
      .slice(0, 4 * MOST_CHARACTERS)
      // From where its characters begin only: else a long word without an @ would be looked through once for each letter.
      .replaceAll(/(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu, '(e-mail)')
      .replaceAll(/\bhttps?:\/\/\S+|\bwww\.\S+/giu, '(link)')
      .replaceAll(/\+?\p{N}(?:[ \-./()]{0,2}\p{N}){4,}/gu, '(number)')
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, MOST_CHARACTERS)
      .toWellFormed()
  );
}
