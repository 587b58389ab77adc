import type { Faq, LanguageModel } from '../../language/model/languageModel.ts';
import { trainModel } from '../../language/model/trainModel.ts';
import type { Asked } from '../asked/findAsked.ts';
import type { RehearsalInput, RehearsalOptions, RehearsedFaq } from './rehearse.ts';

const day = 24 * 3600_000;

/** The model for a moment; moments must come in the order of time. `asked`: what had been asked by then. */
export function scheduleModels(
  input: RehearsalInput,
  asked: Asked[],
  options: RehearsalOptions,
): (at: number) => LanguageModel | undefined {
  if (input.model) return () => input.model;
  const period = (options.retrainDays ?? 30) * day;
  const { seed = 1, useHistory = true } = options;
  let model: LanguageModel | undefined;
  let learnt = '';
  let next = Number.NEGATIVE_INFINITY;
  return (at) => {
    if (at < next) return model;
    next = at + period;
    const faqs = input.faqs.flatMap((faq) => knownBefore(faq, at));
    const history = useHistory ? asked.filter((one) => one.at < at).map((one) => one.text) : [];
    // The same data make the same model.
    const key = `${history.length} ${faqs.map(sizeOf).join(' ')}`;
    if (key === learnt) return model;
    learnt = key;
    model = faqs.length > 0 ? trainModel({ faqs, history }, { seed }) : undefined;
    return model;
  };
}

/** What was known of an FAQ; nothing where no example of it was. */
function knownBefore(faq: RehearsedFaq, at: number): Faq[] {
  const wasKnown = (time: number | undefined) => time === undefined || time < at;
  const examples = faq.examples.filter((_, i) => wasKnown(faq.exampleTimes?.[i]));
  const { id, title, answer, language } = faq;
  if (examples.length === 0) return [];
  return [
    {
      id,
      examples,
      ...(title && wasKnown(faq.titleTime) && { title }),
      ...(answer && wasKnown(faq.answerTime) && { answer }),
      ...(language && { language }),
    },
  ];
}

/** Of a growing FAQ: what is known stays known, so sizes tell whether there is more. */
const sizeOf = ({ examples, title, answer }: Faq): string =>
  `${examples.length}${title ? 't' : ''}${answer ? 'a' : ''}`;
