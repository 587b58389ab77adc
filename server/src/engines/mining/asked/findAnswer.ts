import { foldText } from '../../language/text/foldText.ts';
import { splitWords } from '../../language/text/splitWords.ts';
import { stripCourtesies } from '../../language/text/stripCourtesies.ts';
import type { Turn } from '../turn.ts';
import { isCourtesy } from './isCourtesy.ts';

/** What an agent answered to something that was asked. */
export interface GivenAnswer {
  text: string;
  /** Where it was given. */
  turn: Turn;
  /** Empty where it is not known. */
  agent: string;
  /** Minutes an agent spent until the next thing was asked: pauses before each of the agent's turns, long ones cut. */
  minutes: number;
}

/** A longer pause before an agent's turn was spent on something else. */
const longestPause = 5 * 60_000;

/**
 * The first turn of an agent between two places of a conversation that is more than courtesy, with the time spent up to
 * the second place. Undefined where no agent answered.
 */
export function findAnswer(
  turns: Turn[],
  from: number,
  to: number,
  language: string,
): GivenAnswer | undefined {
  let answer: Turn | undefined;
  let spent = 0;
  for (let place = from + 1; place < to; place++) {
    const turn = turns[place]!;
    if (turn.author !== 'agent') continue;
    spent += Math.min(longestPause, Math.max(0, turn.at - turns[place - 1]!.at));
    if (!answer && saysSomething(turn.text, language)) answer = turn;
  }
  return answer && { text: answer.text, turn: answer, agent: answer.agent ?? '', minutes: spent / 60_000 };
}

function saysSomething(text: string, language: string): boolean {
  return !isCourtesy(splitWords(stripCourtesies(foldText(text), language)), language);
}
