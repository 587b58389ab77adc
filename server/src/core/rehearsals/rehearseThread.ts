import { dateExamples } from '../../engines/mining/rehearse/dateExamples.ts';
import type { JudgeAll, Judged, Judgement, Verdict } from '../../engines/mining/rehearse/makeJudge.ts';
import { type Rehearsed, rehearse } from '../../engines/mining/rehearse/rehearse.ts';
import type { CurvePoint, RehearsalFigures } from '../../engines/mining/rehearse/sumUp.ts';
import { compareReplies, type ReplyVerdict } from '../faqs/answer/compareReplies.ts';
import { worthOf } from '../faqs/faqPolicies.ts';
import { pastThread } from '../runs/pastThread.ts';
import type { PlacedTurn } from '../runs/readPast.ts';
import type { RehearsedAnswer, RehearsedSet } from './readRehearsed.ts';

/** One thing that would have been answered or asked back about: places instead of words. */
export type RehearsedDecision = {
  conversationId: string;
  seq: number;
  part: number;
  at: number;
  language: string;
  decision: 'answer' | 'ask';
  faqIds: string[];
  probability: number;
  verdict: Verdict;
  answerSeq: number | null;
};
/** What is kept of it as it is. */
export type StoredReport = {
  promise: number;
  days: number;
  total: RehearsalFigures;
  faqs: { faqId: string; figures: RehearsalFigures }[];
  weeks: { from: number; figures: RehearsalFigures }[];
  curve: CurvePoint[];
};
export type RehearseReport = { report: StoredReport; decisions: RehearsedDecision[] };

const DAY_MS = 24 * 3600_000;
/** Beyond so many, those that were not wrong are left out first. */
const MOST_DECISIONS = 10_000;
/** A model is trained so often in the whole time, but not more often than weekly. */
const MOST_MODELS = 12;

pastThread<RehearsedSet, RehearseReport>(rehearseSet);

/** Goes through the turns with the FAQs as they are, as if each were there and in stage `all` from the start. */
function rehearseSet(
  turns: PlacedTurn[],
  { faqs, answers, settings, feedback }: RehearsedSet,
  onProgress: (share: number) => void,
): RehearseReport {
  const [from, to] = spanOf(turns);
  const days = (to - from) / DAY_MS;
  const found = rehearse(
    { turns, faqs: dateExamples(faqs, turns), feedback },
    {
      worth: worthOf(settings),
      promise: settings.promise,
      mayAsk: settings.askAllowed,
      retrainDays: Math.max(7, days / MOST_MODELS),
      // As the workspace's own models do.
      useHistory: false,
      judge: judgeByReplies(answers),
      learns: true,
      onProgress,
    },
  );
  const { byFaq, byWeek, curve, rehearsed, ...total } = found;
  return {
    report: {
      promise: settings.promise,
      days,
      total,
      faqs: [...byFaq].map(([faqId, figures]) => ({ faqId, figures })),
      weeks: byWeek,
      curve,
    },
    decisions: rehearsed
      .flatMap(toDecision)
      .sort((a, b) => Number(b.verdict === 'wrong') - Number(a.verdict === 'wrong') || b.at - a.at)
      .slice(0, MOST_DECISIONS),
  };
}

/** As decisions in the shadow are judged: by how much of the FAQ's answer stands in what agents wrote, and of which other FAQ's. */
function judgeByReplies(answers: RehearsedAnswer[]): JudgeAll {
  return (items) => {
    const verdicts = new Map<Judged, Judgement>();
    for (const language of new Set(items.map((item) => item.asked.language))) {
      const group = items.filter((item) => item.asked.language === language);
      const own = answers.filter((answer) => answer.language === language);
      const replies = group.map(({ faq, replies }) => ({
        faqId: faq,
        texts: replies.map((turn) => turn.text),
      }));
      const compared = compareReplies(own.length > 0 ? own : answers, replies, language);
      for (const [i, item] of group.entries()) verdicts.set(item, toJudgement(compared[i]!));
    }
    return items.map((item) => verdicts.get(item)!);
  };
}

const toJudgement = ({ isRight, faqId }: ReplyVerdict): Judgement => ({
  verdict: isRight === undefined ? 'unjudged' : isRight ? 'right' : 'wrong',
  ...(faqId && { faq: faqId }),
});

function toDecision({ asked, decision, verdict, ranked }: Rehearsed): RehearsedDecision[] {
  if (decision.kind !== 'answer' && decision.kind !== 'ask') return [];
  const faqIds = decision.kind === 'answer' ? [decision.faq] : decision.faqs;
  return [
    {
      conversationId: asked.conversation,
      seq: (asked.turn as PlacedTurn).seq,
      part: asked.part,
      at: asked.at,
      language: asked.language,
      decision: decision.kind,
      faqIds,
      probability: ranked.find((one) => one.faq === faqIds[0])?.probability ?? 0,
      verdict,
      answerSeq: (asked.answer?.turn as PlacedTurn | undefined)?.seq ?? null,
    },
  ];
}

function spanOf(turns: PlacedTurn[]): [number, number] {
  let from = turns[0]?.at ?? 0;
  let to = from;
  for (const { at } of turns) {
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  return [from, to];
}
