import type { Embeddings } from '../dense/denseVectors.ts';
import { foldText } from '../text/foldText.ts';
import { identifyLanguage } from '../text/identifyLanguage.ts';
import type { Faq, LanguageModel, Matcher } from './languageModel.ts';
import { listExamples } from './listExamples.ts';
import type { MatcherInput } from './prepareExamples.ts';
import { trainMatcher } from './trainMatcher.ts';

/** What a model is trained from. */
export interface TrainInput {
  faqs: Faq[];
  /** Past messages of customers without labels, most helpful from the same workspace. */
  history?: string[];
  /** Messages that are known to fit no FAQ. */
  nones?: { text: string; language?: string }[];
  /** Dense vectors of `textsToEmbed`, where there are some: one more family of features. */
  embeddings?: Embeddings;
}

export interface TrainOptions {
  /** The same data and seed make the same model. */
  seed?: number;
  /** Share of messages that no FAQ fits; from traffic where there is some. */
  nonePrior?: number;
  folds?: number;
  /** Called now and then with the share of the work that is done, 0 to 1; may throw to stop the training. */
  onProgress?: (share: number) => void;
  /** Called when a stage begins. */
  onStage?: (stage: 'train' | 'calibrate') => void;
}

/** Trains on all FAQs, one matcher for each language. Pure: the same input makes the same model. */
export function trainModel(input: TrainInput, options: TrainOptions = {}): LanguageModel {
  const byLanguage = groupByLanguage(input);
  const whole = byLanguage.reduce((sum, part) => sum + part.faqs.length, 0);
  let before = 0;
  const matchers = byLanguage.map((part) => {
    const from = before;
    before += part.faqs.length;
    return trainMatcher(part, {
      ...options,
      onProgress: (share) => options.onProgress?.((from + share * part.faqs.length) / whole),
    });
  });
  options.onProgress?.(1);
  return { matchers, feedback: { events: [] }, ...tellEmbeddings(matchers, input.embeddings) };
}

/** Every text whose vector helps to train, once. */
export function textsToEmbed(input: TrainInput): string[] {
  const texts = groupByLanguage(input).flatMap((part) => listExamples(part.faqs).texts);
  return [...new Set([...texts, ...(input.nones ?? []).map((none) => none.text)])];
}

/** What a model says of vectors; nothing where no matcher has use for them. */
export function tellEmbeddings(
  matchers: Matcher[],
  embeddings: Pick<Embeddings, 'model'> | undefined,
): Pick<LanguageModel, 'embeddings'> {
  const dimensions = matchers.find((matcher) => matcher.dense)?.dense?.axes.dimensions;
  return dimensions === undefined || !embeddings
    ? {}
    : { embeddings: { model: embeddings.model, dimensions } };
}

/** FAQs with examples, by language, the languages in alphabetical order. */
export function groupByLanguage(input: TrainInput): MatcherInput[] {
  const parts = new Map<string, MatcherInput>();
  for (const faq of input.faqs) {
    const language = faq.language ?? identifyLanguage(faq.examples.slice(0, 30).join('\n')).language;
    const part = parts.get(language) ?? {
      language,
      faqs: [],
      history: [],
      nones: [],
      ...(input.embeddings && { embeddings: input.embeddings }),
    };
    parts.set(language, part);
    if (hasText(faq)) part.faqs.push(faq);
  }
  const known = [...parts.keys()];
  for (const text of input.history ?? []) parts.get(languageAmong(text, known))?.history.push(text);
  for (const none of input.nones ?? [])
    parts.get(none.language ?? languageAmong(none.text, known))?.nones.push(none.text);
  return [...parts.values()]
    .filter((part) => part.faqs.length > 0)
    .sort((a, b) => (a.language < b.language ? -1 : 1));
}

function languageAmong(text: string, known: string[]): string {
  return known.length === 1 ? known[0]! : identifyLanguage(text, known).language;
}

function hasText(faq: Faq): boolean {
  return [faq.title, faq.answer, ...faq.examples].some((text) => text && foldText(text).trim() !== '');
}
