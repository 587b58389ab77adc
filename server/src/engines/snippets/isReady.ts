/** How a snippet fared, as far as it tells whether it may answer by itself. */
export type SnippetLife = {
  /** Different messages of customers that it answered. */
  questions: number;
  uses: number;
  /** Sent as it stood. */
  unchanged: number;
  /** Mean share of its words that were changed before sending, from 0 to 1; null without uses. */
  changed: number | null;
  /** Conversations with it that were rated, and the mean of the marks from 1 to 5; null without any. */
  rated: number;
  rating: number | null;
};

/** Fewer ways of asking teach the engine too little (docs/language-engine.md). */
const LEAST_QUESTIONS = 10;
/** What is edited in more than three of ten cases, or by more than a tenth of its words, is not the answer yet. */
const LEAST_UNCHANGED = 0.7;
const MOST_CHANGED = 0.1;
/** With fewer marks one angry customer would decide. */
const LEAST_RATED = 3;
const LEAST_RATING = 3.5;

/** Whether agents have shown that this answer can go out without them: often enough, as it stands, to content customers. */
export function isReady({ questions, uses, unchanged, changed, rated, rating }: SnippetLife): boolean {
  if (questions < LEAST_QUESTIONS || uses === 0 || changed === null) return false;
  if (unchanged / uses < LEAST_UNCHANGED || changed > MOST_CHANGED) return false;
  return rating === null || rated < LEAST_RATED || rating >= LEAST_RATING;
}
