import { identifyLanguage } from '../../language/text/identifyLanguage.ts';
import type { Turn } from '../turn.ts';

/** A language that fewer conversations speak than this share is taken for a mistake of the identification. */
const leastShare = 0.02;
/** Below this probability a conversation is taken to be in the most common language. */
const leastProbability = 0.5;

/**
 * The language of each conversation. Short messages are easily mistaken, so only languages that show up again are
 * believed, and what is unsure goes to the most common one.
 */
export function chooseLanguages(conversations: Turn[][]): string[] {
  const texts = conversations.map(sampleText);
  const shares = new Map<string, number>();
  for (const text of texts) {
    const { language, probability } = identifyLanguage(text);
    if (language !== 'und') shares.set(language, (shares.get(language) ?? 0) + probability);
  }
  const whole = [...shares.values()].reduce((sum, share) => sum + share, 0);
  const common = [...shares]
    .filter(([, share]) => share >= leastShare * whole)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([language]) => language);
  if (common.length === 0) return texts.map(() => 'und');
  return texts.map((text) => {
    const { language, probability } = identifyLanguage(text, common);
    return probability >= leastProbability ? language : common[0]!;
  });
}

/** The head of what the contact and the agents wrote: agents answer in the contact's language, in longer sentences. */
function sampleText(turns: Turn[]): string {
  const headOf = (author: Turn['author']) =>
    turns
      .filter((turn) => turn.author === author)
      .map((turn) => turn.text.slice(0, 150))
      .join('\n')
      .slice(0, 200);
  return `${headOf('contact')}\n${headOf('agent')}`;
}
