import { type Features, featuresOf } from '../../language/features/extractFeatures.ts';
import { foldText } from '../../language/text/foldText.ts';
import { splitQuestions } from '../../language/text/splitQuestions.ts';
import { splitWords, type Word } from '../../language/text/splitWords.ts';
import { stripCourtesies } from '../../language/text/stripCourtesies.ts';
import type { Turn } from '../turn.ts';
import { chooseLanguages } from './chooseLanguages.ts';
import { findAnswer, type GivenAnswer } from './findAnswer.ts';
import { groupConversations } from './groupConversations.ts';
import { isCourtesy } from './isCourtesy.ts';
import { isQuestion } from './isQuestion.ts';

/** Something that a contact asked: the first message of a conversation that says anything, or a question later on. */
export interface Asked {
  /** Where it was asked. */
  turn: Turn;
  conversation: string;
  at: number;
  /** As it was written; of a later message, only the question. */
  text: string;
  /** The words that remain without greetings, signatures, numbers and references: equal keys are the same wording. */
  key: string;
  language: string;
  first: boolean;
  question: boolean;
  /** Which of the questions of its turn. */
  part: number;
  features: Features;
  answer?: GivenAnswer;
}

/** All that was asked, in the order of time within each conversation; conversations by their id. */
export function findAsked(turns: Turn[]): Asked[] {
  const conversations = groupConversations(turns);
  const languages = chooseLanguages(conversations);
  return conversations.flatMap((conversation, i) => readConversation(conversation, languages[i]!));
}

function readConversation(turns: Turn[], language: string): Asked[] {
  const asked: Asked[] = [];
  const places: number[] = [];
  turns.forEach((turn, place) => {
    if (turn.author !== 'contact') return;
    const found = readMessage(turn, language, asked.length === 0).map((one, part) => ({ ...one, part }));
    places.push(...found.map(() => place));
    asked.push(...found);
  });
  asked.forEach((one, i) => {
    const end = places.slice(i + 1).find((place) => place > places[i]!) ?? turns.length;
    const answer = findAnswer(turns, places[i]!, end, language);
    if (answer) one.answer = answer;
  });
  return asked;
}

/** Something asked, without which of the questions of its turn it is. */
type Unplaced = Omit<Asked, 'part'>;

/** What is asked in one message: all of it where it is the first of its conversation, else each of its questions. */
export function readQuestions(
  text: string,
  language: string,
  first: boolean,
): { text: string; key: string }[] {
  return readMessage({ conversation: '', at: 0, author: 'contact', text }, language, first);
}

/** The same with all that is known of it; `first`: nothing was asked in its conversation before. */
export function readMessage(turn: Turn, language: string, first: boolean): Unplaced[] {
  const folded = stripCourtesies(foldText(turn.text), language);
  const words = splitWords(folded);
  if (isCourtesy(words, language)) return [];
  const question = isQuestion(folded, language);
  if (first) return describeAsked(turn, turn.text, words, language, { first, question });
  if (!question) return [];
  const parts = splitQuestions(folded).filter((part) => isQuestion(part, language));
  if (parts.length === 0) return describeAsked(turn, turn.text, words, language, { first, question });
  return parts.flatMap((part) =>
    describeAsked(turn, part, splitWords(part), language, { first, question: true }),
  );
}

/** Nothing where no word remains. */
function describeAsked(
  turn: Turn,
  text: string,
  all: Word[],
  language: string,
  kind: { first: boolean; question: boolean },
): Unplaced[] {
  const words = all.filter((word) => word.kind === 'word' || word.kind === 'dense');
  if (words.length === 0 || isCourtesy(words, language)) return [];
  const key = words.map((word) => word.text).join(' ');
  const features = featuresOf(words, language);
  const { conversation, at } = turn;
  return [{ turn, conversation, at, text: text.trim(), key, language, ...kind, features }];
}

/** Orders what was asked by time, in a way that does not depend on the order of the input. */
export function byPlace(a: Asked, b: Asked): number {
  return a.at - b.at || compareTexts(a.conversation, b.conversation) || compareTexts(a.key, b.key);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
