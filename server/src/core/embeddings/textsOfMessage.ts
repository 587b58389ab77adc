import { writtenQuestions } from '../../engines/language/text/writtenQuestions.ts';
import { textForEmbedding } from './textForEmbedding.ts';

/**
 * The texts of a message that vectors are asked for, each with what is sent for it: the whole and, where it has several, its questions one by
 * one. A question is left out unless it leaves with the whole in the same words: where something that names somebody was taken for the end of
 * a sentence, its halves would not be known for it. Empty: nothing to send.
 */
export function textsOfMessage(message: string): { text: string; sent: string }[] {
  const whole = textForEmbedding(message);
  if (whole === '') return [];
  const questions = writtenQuestions(message).map((text) => ({ text, sent: textForEmbedding(text) }));
  return [
    { text: message, sent: whole },
    ...questions.filter(({ sent }) => sent !== '' && whole.includes(sent)),
  ];
}
