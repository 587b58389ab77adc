import type { LanguageModel } from '../../language/model/languageModel.ts';
import { identifyLanguage } from '../../language/text/identifyLanguage.ts';
import { findAnswer } from '../asked/findAnswer.ts';
import { type Asked, readMessage } from '../asked/findAsked.ts';
import { groupConversations } from '../asked/groupConversations.ts';
import type { Turn } from '../turn.ts';

/** A contact's turn in its conversation. */
export interface PastPlace {
  turn: Turn;
  /** All turns of the conversation, and which of them it is. What comes after it is for verdicts only. */
  own: Turn[];
  place: number;
  /** Whether a person had written already. */
  hasPerson: boolean;
  /** What was asked in the conversation so far, and where; shared by its places. */
  soFar: { one: Asked; place: number }[];
}

/** So many turns, the last ones, tell the language. */
const MOST_BEFORE = 10;
/** Below this probability a language is a guess. */
const LEAST_PROBABILITY = 0.5;

/** All turns of contacts in the order of time, whatever the order of the input. */
export function listContactTurns(turns: Turn[]): PastPlace[] {
  return groupConversations(turns)
    .flatMap(listPlaces)
    .sort((a, b) => a.turn.at - b.turn.at || compareTexts(a.turn.conversation, b.turn.conversation));
}

function listPlaces(own: Turn[]): PastPlace[] {
  const soFar: PastPlace['soFar'] = [];
  const firstAgent = own.findIndex((turn) => turn.author === 'agent');
  return own.flatMap((turn, place) =>
    turn.author === 'contact'
      ? [{ turn, own, place, hasPerson: firstAgent !== -1 && firstAgent < place, soFar }]
      : [],
  );
}

/**
 * What is asked at a place, read as it could be then: in the language of what had been written; where that does not tell, in one in
 * which the model of that moment has FAQs.
 */
export function readThen(at: PastPlace, model: LanguageModel | undefined): Asked[] {
  const { turn, own, place, soFar } = at;
  const known = model?.matchers.map((matcher) => matcher.language) ?? [];
  // The message itself first, since only the head of the text is looked at.
  const written = own.slice(Math.max(0, place - MOST_BEFORE), place + 1).reverse();
  const words = written.map((one) => one.text.slice(0, 150)).join('\n');
  const told = identifyLanguage(words);
  const { language } =
    told.probability < LEAST_PROBABILITY && known.length > 0 ? identifyLanguage(words, known) : told;
  const found = readMessage(turn, language, soFar.length === 0).map((one, part) => ({ ...one, part }));
  soFar.push(...found.map((one) => ({ one, place })));
  return found;
}

/** Gives everything that was asked what an agent answered until the next thing was asked; once all has been read. */
export function findAnswers(places: PastPlace[]): void {
  for (const { own, soFar } of places) {
    soFar.forEach(({ one, place }, i) => {
      const end = soFar.slice(i + 1).find((next) => next.place > place)?.place ?? own.length;
      const answer = findAnswer(own, place, end, one.language);
      if (answer) one.answer = answer;
    });
    // Its other places have the same.
    soFar.length = 0;
  }
}

/** What agents wrote after a place, until the contact wrote again. */
export function findReplies({ own, place }: PastPlace): Turn[] {
  const replies: Turn[] = [];
  for (const turn of own.slice(place + 1)) {
    if (turn.author === 'agent') replies.push(turn);
    else if (turn.author === 'contact' && replies.length > 0) break;
  }
  return replies;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
