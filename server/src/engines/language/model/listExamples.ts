import { foldText } from '../text/foldText.ts';
import type { Faq } from './languageModel.ts';

/** The labelled examples of a matcher, duplicates of one FAQ left out. Real examples come before titles and answers. */
export interface LabelledExamples {
  texts: string[];
  labels: Int32Array;
  /** Position in the FAQ's examples; -1 title, -2 first sentence of the answer. */
  numbers: Int32Array;
  /** How many of them are real examples. */
  real: number;
}

/** Real examples of all FAQs, then titles and answers; a text that a FAQ has twice counts once. */
export function listExamples(faqs: Faq[]): LabelledExamples {
  const found: { text: string; label: number; number: number }[] = [];
  const seen = new Set<string>();
  const add = (text: string | undefined, label: number, number: number) => {
    const key = `${label} ${foldText(text ?? '')
      .replace(/\s+/g, ' ')
      .trim()}`;
    if (!text || seen.has(key) || key.endsWith(' ')) return;
    seen.add(key);
    found.push({ text, label, number });
  };
  faqs.forEach((faq, label) => {
    faq.examples.forEach((text, number) => {
      add(text, label, number);
    });
  });
  const real = found.length;
  faqs.forEach((faq, label) => {
    add(faq.title, label, -1);
    add(firstSentence(faq.answer), label, -2);
  });
  return {
    texts: found.map((one) => one.text),
    labels: Int32Array.from(found, (one) => one.label),
    numbers: Int32Array.from(found, (one) => one.number),
    real,
  };
}

function firstSentence(answer: string | undefined): string | undefined {
  return answer?.split(/(?<=[.!?。！？؟])\s|\n/u)[0]?.slice(0, 300);
}
