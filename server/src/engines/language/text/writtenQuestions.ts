import { maxTextLength } from './foldText.ts';
import { splitQuestions } from './splitQuestions.ts';

/** The questions of a message as they were written; empty where there is only one. */
export const writtenQuestions = (text: string): string[] => splitQuestions(text.slice(0, maxTextLength));
