export interface LabelledText {
  text: string;
  intent: string;
}

const headers = new Set(['intent', 'label', 'category', 'faq', 'class']);

/**
 * Rows of TSV `text<TAB>intent`; a first line whose second column is a heading (`intent`, `label`, ...) is passed over,
 * as are empty lines and columns behind the second. Lines without a tab are refused with their number.
 */
export function readLabelled(content: string): LabelledText[] {
  const rows: LabelledText[] = [];
  content.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '') return;
    const [text, intent] = line.split('\t');
    if (intent === undefined) throw new Error(`line ${i + 1}: expected "text<TAB>intent"`);
    if (i === 0 && headers.has(intent.trim().toLowerCase())) return;
    rows.push({ text: text!, intent: intent.trim() });
  });
  return rows;
}
