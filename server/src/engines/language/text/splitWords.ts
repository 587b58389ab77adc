/** How a piece of text is written, which decides its features. */
export type WordKind = 'word' | 'dense' | 'number' | 'symbol';

/** One piece of folded text. `dense`: a run in a script without blanks (Han, Kana, Thai, ...). */
export interface Word {
  text: string;
  kind: WordKind;
  /** A question, full stop or line end stands before it: no word pair reaches across. */
  startsSentence: boolean;
  /** Where it stands in the folded text, in UTF-16 units. */
  start: number;
}

/** At most this many pieces of a message are looked at. */
export const maxWords = 200;
/** A longer "word" is not language; its head is enough to recognise it. */
const maxWordLength = 40;

/**
 * Splits folded text into words, runs of dense script, numbers and symbols (emoji). Addresses, links and codes such as
 * order ids become one placeholder each: that there is one matters, which one does not.
 */
export function splitWords(folded: string): Word[] {
  const words: Word[] = [];
  let startsSentence = true;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(folded); match && words.length < maxWords; match = pattern.exec(folded)) {
    const groups = match as unknown as (string | undefined)[];
    if (groups[7] !== undefined) {
      startsSentence = true;
      continue;
    }
    const found = groups[0]!;
    words.push({ ...nameWord(groups, found), startsSentence, start: match.index });
    startsSentence = false;
  }
  return words;
}

const dense =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const pattern = new RegExp(
  [
    '((?:https?://|www\\.)[^\\s]+)', // 1 link
    '([\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,64}){1,4})', // 2 mail address
    `([${dense}]+)`, // 3 dense run
    '(#?(?=[a-z-]{0,20}\\d)[a-z]{0,20}(?:-?\\d)+[a-z\\d-]*)', // 4 number or code
    `((?:(?![${dense}])[\\p{L}\\p{M}])+(?:'(?:(?![${dense}])[\\p{L}\\p{M}])+)*)`, // 5 word
    '(\\p{Extended_Pictographic}|\\p{Regional_Indicator}{2}|[€$£¥₹%])', // 6 symbol
    '([.?!;。?!;؟…\\n]+)', // 7 end of a sentence
    '(\\p{N}+)', // 8 digits of other scripts
  ].join('|'),
  'gu',
);

function nameWord(groups: (string | undefined)[], found: string): { text: string; kind: WordKind } {
  if (groups[1]) return { text: '<link>', kind: 'symbol' };
  if (groups[2]) return { text: '<mail>', kind: 'symbol' };
  if (groups[3]) return { text: found, kind: 'dense' };
  if (groups[4] || groups[8]) return nameNumber(found);
  if (groups[6]) return { text: found, kind: 'symbol' };
  return { text: found.length > maxWordLength ? found.slice(0, maxWordLength) : found, kind: 'word' };
}

/** Short numbers carry meaning ("24 hours", "2fa"); long ones and mixed codes are references. */
function nameNumber(found: string): { text: string; kind: WordKind } {
  const digits = found.replace(/\D/g, '').length;
  if (digits >= 5 || (digits >= 3 && /[a-z#-]/.test(found))) return { text: '<code>', kind: 'symbol' };
  if (/^\d{1,2}[a-z]{1,3}$|^[a-z]{1,4}\d{1,2}$/.test(found)) return { text: found, kind: 'word' };
  return { text: found, kind: 'number' };
}
