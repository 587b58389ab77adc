/** Words that open a question, folded. */
const openings: Record<string, RegExp> = {
  en: /^(?:and |so |but |also )?(?:what|whats|when|where|wheres|who|why|how|hows|which|whose|can|could|do|does|did|is|are|was|were|will|would|should|may|have|has|had|am)\b/,
  fr: /^(?:et |mais |alors )?(?:est[- ]ce que|qu'|que|quel|quelle|quels|quelles|quand|ou|pourquoi|comment|combien|qui|puis-je|peut-on|pouvez-vous|avez-vous)\b/,
  es: /^(?:y |pero )?(?:que|cual|cuales|cuando|donde|por que|como|cuanto|cuanta|cuantos|quien|puedo|pueden|puede|hay|tienen)\b/,
  de: /^(?:und |aber )?(?:was|wer|wie|wo|wann|warum|wieso|welche[rsnm]?|woher|wohin|kann|konnen|konnte|ist|sind|gibt|habt|haben|hat|darf|muss|wird)\b/,
  it: /^(?:e |ma )?(?:che|cosa|chi|quale|quali|quando|dove|perche|come|quanto|quanti|posso|potete|avete|si puo)\b/,
  pt: /^(?:e |mas )?(?:que|o que|qual|quais|quando|onde|por que|como|quanto|quantos|quem|posso|podem|voces|tem)\b/,
  nl: /^(?:en |maar )?(?:wat|wie|hoe|waar|wanneer|waarom|welke?|hoeveel|hoelang|kan|kunnen|is|zijn|heeft|hebben|mag|moet|wordt)\b/,
  ar: /^(?:و)?(?:هل|ما|ماذا|متي|اين|كيف|لماذا|كم|من|اي)(?:\s|$)/,
  zh: /吗|呢|什么|怎么|如何|哪|几|多少|为什么|能不能|可不可以|是否|什么时候/,
  ja: /ですか|ますか|でしょうか|ませんか|何|いつ|どこ|どう|なぜ|いくら/,
};

/** Whether a folded sentence asks something: by its mark, or by how it begins. */
export function isQuestion(folded: string, language: string): boolean {
  if (/[?？؟]/u.test(folded)) return true;
  return openings[language]?.test(folded.trim()) ?? false;
}
