/** Letters that Unicode does not take apart, and what people type for them. */
const apart: Record<string, string> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/** Accents of Latin, Greek and Cyrillic; vowel signs, hamza and stretching of Arabic; points of Hebrew. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670\u0640]/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what Unicode calls its first block holds them.
const isAscii = /^[\u0000-\u007f]*$/;

/**
 * A word as it is compared: one case, no accents, full and half width the same. Marks that make another letter (Japanese
 * voicing, Indic and Thai vowels) stay. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/[ßœæøłđðþıς]/g, (letter) => apart[letter]!)
    .normalize('NFKD')
    .replace(marks, '')
    .normalize('NFC');
}
