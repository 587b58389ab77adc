import { foldText } from '../../../engines/language/text/foldText.ts';
import { splitWords } from '../../../engines/language/text/splitWords.ts';
import {
  type ReadAnswer,
  readAnswers,
  sayOpposites,
  sayTheSame,
} from '../../../engines/mining/answers/compareAnswers.ts';
import { isCourtesy } from '../../../engines/mining/asked/isCourtesy.ts';

/** An FAQ's answer in one language. */
export type FaqAnswer = { faqId: string; text: string };
/** What an agent wrote in answer to one message, and the FAQ that had been thought of. */
export type Reply = { faqId: string; texts: string[] };
/** `faqId`: the one that the agent's words come closest to, where they come close to any. */
export type ReplyVerdict = { isRight: boolean | undefined; faqId: string | undefined };

/** From this share of the rarer words on, a reply and an answer speak of the same. */
const SAME = 0.35;
/** Below this one they do not. Between the two nothing is said: it would be a guess. */
const OTHER = 0.15;

/**
 * Whether agents answered as the FAQs would have. Agents are briefer than an answer that must fit everybody, or begin with
 * something of their own; so what counts is how much of either is in the other, words weighed by how few answers and replies
 * have them, and that no other FAQ is closer; who says the opposite did not answer so. All of one language are read together.
 */
export function compareReplies(answers: FaqAnswer[], replies: Reply[], language: string): ReplyVerdict[] {
  const said = replies.map((reply) => listVariants(reply.texts, language));
  const read = readAnswers(
    [...answers.map((one) => withoutVariables(one.text)), ...said.flat()],
    language,
    1,
  );
  let at = answers.length;
  return replies.map((reply, i) => {
    const variants = read.slice(at, at + said[i]!.length);
    at += said[i]!.length;
    return judge(answers, read, variants, reply.faqId);
  });
}

/** Each message alone and all together, without those that only greet or ask for patience. */
function listVariants(texts: string[], language: string): string[] {
  const telling = texts.filter((text) => !isCourtesy(splitWords(foldText(text)), language));
  return telling.length > 1 ? [...telling, telling.join('\n')] : telling;
}

function judge(
  answers: FaqAnswer[],
  read: ReadAnswer[],
  variants: ReadAnswer[],
  faqId: string,
): ReplyVerdict {
  if (variants.length === 0) return { isRight: undefined, faqId: undefined };
  const closeness = new Map<string, number>();
  answers.forEach((answer, i) => {
    const best = Math.max(...variants.map((variant) => compare(read[i]!, variant)));
    closeness.set(answer.faqId, Math.max(best, closeness.get(answer.faqId) ?? 0));
  });
  const own = closeness.get(faqId) ?? 0;
  const [closest, most] = [...closeness].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
  if (own >= SAME && own >= most) return { isRight: true, faqId };
  if (most >= SAME && closest !== faqId) return { isRight: false, faqId: closest };
  return { isRight: own < OTHER ? false : undefined, faqId: undefined };
}

function compare(answer: ReadAnswer, reply: ReadAnswer): number {
  if (sayTheSame(answer, reply)) return 1;
  if (sayOpposites(answer, reply)) return 0;
  return Math.max(covered(answer, reply), covered(reply, answer));
}

/** Of the weight of one's words, how much the other has too. Two words shared say nothing yet. */
function covered(one: ReadAnswer, other: ReadAnswer): number {
  let share = 0;
  let words = 0;
  for (const [stem, weight] of one.meaning)
    if (other.meaning.has(stem)) {
      share += weight * weight;
      words += 1;
    }
  return words >= 3 ? share : Math.min(share, OTHER);
}

const withoutVariables = (text: string): string => text.replaceAll(/\{\{[^}]*\}\}/g, ' ');
