import { readQuestions } from '../../engines/mining/asked/findAsked.ts';
import { mineTurns } from '../../engines/mining/mineTurns.ts';
import type { Candidate } from '../../engines/mining/report/rankCandidates.ts';
import { pastThread } from '../runs/pastThread.ts';
import type { PlacedTurn } from '../runs/readPast.ts';

/** A message of a dismissed group, by which later groups of its kind are known. */
export type DismissedMessage = {
  dismissalId: string;
  language: string;
  text: string;
  first: boolean;
  part: number;
};

export type MineOrder = { utcOffsetMinutes: number; languages: string[]; dismissed: DismissedMessage[] };

/** Where a text stands. */
export type Place = { conversationId: string; seq: number; first: boolean; part: number };
/** A group as it is stored: figures, and places instead of words. */
export type Found = {
  language: string;
  volume: number;
  firstMessages: number;
  questions: number;
  conversations: number;
  trend: { weekly: number[]; direction: string; slope: number };
  hours: number[];
  answered: number;
  agents: number;
  identity: number;
  exact: number;
  same: number;
  likeTypical: number;
  compared: number;
  rightLow: number;
  rightHigh: number;
  answerMinutes: number;
  perMonth: number;
  saved: number;
  savedLow: number;
  savedHigh: number;
  dismissalId: string | null;
  examples: Place[];
  answer: Place | null;
};
export type MineReport = { asked: number; found: Found[] };

/** Groups beyond this many are asked too seldom to be looked through by anybody. */
const MOST_FOUND = 500;
/** Of a dismissed group's wordings, so many must be in a new one for it to be the same. */
const SAME_FROM = 0.5;

pastThread<MineOrder, MineReport>((turns, { utcOffsetMinutes, languages, dismissed }, onProgress) => {
  const { asked, candidates } = mineTurns(turns, { utcOffsetMinutes, onProgress });
  const dismissals = findDismissals(candidates, dismissed);
  // All are read all the same: which language a conversation is in is told by the others, too.
  const wanted = candidates.filter(
    ({ group }) => languages.length === 0 || languages.some((tag) => tag.split('-')[0] === group.language),
  );
  const found = wanted.slice(0, MOST_FOUND).map((one) => toFound(one, dismissals.get(one) ?? null));
  return { asked: asked.length, found };
});

/** Of each dismissal the group that has most of its wordings, if it has half of those that were asked at all. */
function findDismissals(candidates: Candidate[], dismissed: DismissedMessage[]): Map<Candidate, string> {
  const owners = new Map<string, Candidate>();
  for (const one of candidates)
    for (const asked of one.group.asked) owners.set(`${asked.language}\n${asked.key}`, one);
  const byDismissal = new Map<string, string[]>();
  for (const { dismissalId, language, text, first, part } of dismissed) {
    const key = readQuestions(text, language, first)[part]?.key;
    if (key !== undefined)
      byDismissal.set(dismissalId, [...(byDismissal.get(dismissalId) ?? []), `${language}\n${key}`]);
  }
  const found = new Map<Candidate, string>();
  for (const [id, keys] of byDismissal) {
    const counts = new Map<Candidate, number>();
    const owned = keys.flatMap((key) => owners.get(key) ?? []);
    for (const owner of owned) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    const best = [...counts].sort((a, b) => b[1] - a[1])[0];
    if (best && best[1] >= SAME_FROM * owned.length) found.set(best[0], id);
  }
  return found;
}

function toFound({ group, right, perMonth, minutes }: Candidate, dismissalId: string | null): Found {
  const { answers, trend } = group;
  const typical = answers.typicalTurn as PlacedTurn | undefined;
  return {
    language: group.language,
    volume: group.volume,
    firstMessages: group.firstMessages,
    questions: group.questions,
    conversations: group.conversations,
    trend: { weekly: trend.weekly, direction: trend.direction, slope: trend.slope },
    hours: group.hours,
    answered: answers.answered,
    agents: answers.agents,
    identity: answers.identity,
    exact: answers.exact,
    same: answers.same,
    likeTypical: answers.likeTypical.same,
    compared: answers.likeTypical.of,
    rightLow: right.low,
    rightHigh: right.high,
    answerMinutes: answers.minutes,
    perMonth,
    saved: minutes.expected,
    savedLow: minutes.low,
    savedHigh: minutes.high,
    dismissalId,
    examples: group.typical.map(({ turn, conversation, first, part }) => ({
      conversationId: conversation,
      seq: (turn as PlacedTurn).seq,
      first,
      part,
    })),
    answer: typical ? { conversationId: typical.conversation, seq: typical.seq, first: true, part: 0 } : null,
  };
}
