/** What is read of one message, in UTF-16 units. A customer's question is far shorter; the rest of a pasted file says nothing more. */
export const maxTextLength = 2000;

/**
 * The text in the form that all matching works on: compatibility forms unified (NFKC), lower case, accents and other
 * marks that people leave out folded away, invisible characters gone, letters repeated for emphasis cut to two.
 * Idempotent. Reads at most `maxTextLength` units, so its cost is bounded whatever is sent.
 */
export function foldText(text: string): string {
  const head = text.length > maxTextLength ? text.slice(0, maxTextLength) : text;
  const folded = isPlain(head) ? head.toLowerCase() : foldUnicode(head);
  return folded.replace(elongated, '$1$1');
}

const elongated = /(\p{L})\1{2,}/gu;
/** Latin, Greek and Cyrillic accents; Hebrew points; Arabic vowel signs and the stretching tatweel. Marks that are letters (Indic, Thai) stay. */
const droppedMarks = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;
/** Zero-width and directional characters, variation selectors, skin tones, soft hyphen, controls except line ends. */
const invisible = /(?!\n)[\p{Cc}\p{Cf}]|[\ufe00-\ufe0f]|\p{Emoji_Modifier}/gu;
/** Letters that writers of the language take for the same, or that have no decomposition. */
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
  ё: 'е',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ی: 'ي',
  ک: 'ك',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '´': "'",
  '`': "'",
};
const replaced = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** ASCII without control characters (line ends apart) needs lower case only. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 126 || (code < 32 && code !== 10) || code === 96) return false;
  }
  return true;
}

function foldUnicode(text: string): string {
  // Tabs and other blanks would glue words together if they were only dropped.
  const unified = text
    .normalize('NFKC')
    .replace(/[\t\r\v\f\u0085\u2028\u2029]/g, '\n')
    .toLowerCase();
  return unified
    .replace(invisible, '')
    .normalize('NFD')
    .replace(droppedMarks, '')
    .normalize('NFC')
    .replace(replaced, (letter) => letters[letter] ?? letter);
}
