import { foldText } from '../../language/text/foldText.ts';
import { splitQuestions } from '../../language/text/splitQuestions.ts';
import { splitWords } from '../../language/text/splitWords.ts';
import { stripCourtesies } from '../../language/text/stripCourtesies.ts';
import type { Turn } from '../turn.ts';
import type { RehearsedFaq } from './rehearse.ts';

/**
 * Since when what the FAQs know was known, where it was taken from these very turns: an example, title or answer that somebody
 * had written counts only after that. Otherwise the FAQs would be asked what they were made of. What stands nowhere in the turns
 * counts from the start: the question is what this set would have done.
 */
export function dateExamples(faqs: RehearsedFaq[], turns: Turn[]): RehearsedFaq[] {
  const wanted = new Map<string, number>();
  for (const { examples, title, answer, language } of faqs)
    for (const text of [...examples, title, answer])
      for (const wording of wholeWordings(text ?? '', language))
        wanted.set(wording, Number.POSITIVE_INFINITY);
  const languages = [...new Set(faqs.map((faq) => faq.language))];
  for (const { text, at } of turns)
    for (const language of languages)
      for (const wording of wordingsOf(text, language)) {
        const known = wanted.get(wording);
        if (known !== undefined && at < known) wanted.set(wording, at);
      }
  const timeOf = (text: string | undefined, language: string | undefined): number | undefined => {
    const times = wholeWordings(text ?? '', language).flatMap((wording) => wanted.get(wording) ?? []);
    const first = Math.min(...times);
    return Number.isFinite(first) ? first : undefined;
  };
  return faqs.map((faq) => {
    const titleTime = timeOf(faq.title, faq.language);
    const answerTime = timeOf(faq.answer, faq.language);
    return {
      ...faq,
      exampleTimes: faq.examples.map((example) => timeOf(example, faq.language)),
      ...(titleTime !== undefined && { titleTime }),
      ...(answerTime !== undefined && { answerTime }),
    };
  });
}

/** A title is cut to a line: so much of a text tells where it is from. */
const MOST_LETTERS = 60;

/** The words of a text, and of the text without its courtesies: those that only greet differently are the same. */
function wholeWordings(text: string, language: string | undefined): string[] {
  const folded = foldText(text.slice(0, MOST_CHARACTERS));
  return toWordings([folded, stripCourtesies(folded, language ?? 'und')]);
}

/** Those, and the words of each question in it: an example may be one of several. */
function wordingsOf(text: string, language: string | undefined): string[] {
  const stripped = stripCourtesies(foldText(text.slice(0, MOST_CHARACTERS)), language ?? 'und');
  return [...wholeWordings(text, language), ...toWordings(splitQuestions(stripped))];
}

const MOST_CHARACTERS = 2000;

function toWordings(texts: string[]): string[] {
  const wordings = texts.map((text) =>
    splitWords(text)
      .map((word) => word.text)
      .join(' ')
      .slice(0, MOST_LETTERS)
      .trim(),
  );
  return [...new Set(wordings)].filter((wording) => wording !== '');
}
