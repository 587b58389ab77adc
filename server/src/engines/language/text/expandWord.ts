/**
 * The words that one written word stands for: English contractions with or without their apostrophe ("can't", "dont"),
 * the elided articles of French, Italian, Catalan and Portuguese ("l'été"), chat shorthand. Works on folded words.
 */
export function expandWord(word: string, language: string): string[] {
  if (language === 'en') return expandEnglish(word);
  if (!word.includes("'")) return [word];
  if (language === 'fr' || language === 'it' || language === 'ca' || language === 'pt')
    return word === "aujourd'hui" ? [word] : word.split("'").filter(Boolean);
  return [word.replaceAll("'", '')];
}

const shorthand: Record<string, string[]> = {
  "can't": ['can', 'not'],
  cannot: ['can', 'not'],
  cant: ['can', 'not'],
  "won't": ['will', 'not'],
  wont: ['will', 'not'],
  "shan't": ['shall', 'not'],
  im: ['i', 'am'],
  ive: ['i', 'have'],
  whats: ['what', 'is'],
  thats: ['that', 'is'],
  hows: ['how', 'is'],
  wheres: ['where', 'is'],
  theres: ['there', 'is'],
  youre: ['you', 'are'],
  theyre: ['they', 'are'],
  u: ['you'],
  ur: ['your'],
  r: ['are'],
  pls: ['please'],
  plz: ['please'],
  thx: ['thanks'],
  gonna: ['going', 'to'],
  wanna: ['want', 'to'],
  gotta: ['got', 'to'],
};
const negated = /^(do|does|did|is|are|was|were|have|has|had|could|would|should|must|need)n'?t$/;
const endings: [string, string][] = [
  ["'m", 'am'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
  ["'s", 'is'],
];

function expandEnglish(word: string): string[] {
  if (Object.hasOwn(shorthand, word)) return shorthand[word]!;
  const negative = negated.exec(word);
  if (negative) return [negative[1]!, 'not'];
  if (!word.includes("'")) return [word];
  for (const [ending, meant] of endings)
    if (word.endsWith(ending) && word.length > ending.length) return [word.slice(0, -ending.length), meant];
  return [word.replaceAll("'", '')];
}
