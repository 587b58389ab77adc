import type { ContentOf, FaqSettings } from '@causerie/protocol';
import { decide } from '../../../engines/language/decide.ts';
import type { Match } from '../../../engines/language/model/matchMessage.ts';
import { foldText } from '../../../engines/language/text/foldText.ts';
import { splitWords } from '../../../engines/language/text/splitWords.ts';
import { isCourtesy } from '../../../engines/mining/asked/isCourtesy.ts';
import type { SystemActor } from '../../actor.ts';
import type { CoreTx } from '../../core.ts';
import { answersContact, candidatesOf, readFaqPolicies, worthOf } from '../faqPolicies.ts';
import type { LoadedModel } from '../training/modelCache.ts';
import { asksForPerson } from './asksForPerson.ts';
import { botWordsOf } from './botWords.ts';
import { composeAnswer, composeQuestion, say } from './composeAnswer.ts';
import { type Decided, decideMessage } from './decideMessage.ts';
import { askedText, type Plan, resolvedNow, type Turn } from './plan.ts';
import type { HandOver } from './planHandOver.ts';
import { saysYes } from './saysYes.ts';
import { faqOfTap, taps } from './taps.ts';
import type { Tried } from './tried.ts';

/** So often the bot may say something before it is a person's turn, however well it goes. */
const MOST_TURNS = 5;

type Leave = (reason: HandOver) => Plan;

/** What follows from what the contact wrote last: a tap on what the bot offered, or words. */
export async function planReply(
  tx: CoreTx,
  turn: Turn,
  model: LoadedModel,
  settings: FaqSettings,
  leave: Leave,
): Promise<Plan> {
  const { content } = turn.unseen.at(-1)!;
  if (content.kind === 'choice') {
    const tried = await findOffer(tx, turn, content.entryId);
    if (tried) return planTap(tx, turn, content, tried, settings, leave);
  }
  const text = askedText(turn.unseen);
  // Pictures, files, forms: not ours.
  if (content.kind !== 'text' || text === '') return leave('no_answer');
  return planWords(tx, turn, model, settings, text, leave);
}

/** What the bot had offered with this entry, if it was the bot. */
async function findOffer(tx: CoreTx, turn: Turn, entryId: string): Promise<Tried | undefined> {
  const found = await tx.query<{ seq: number }>(
    `select seq from entries where workspace_id = $1 and conversation_id = $2 and id = $3 and author_kind = 'bot' and author_id is null`,
    [turn.workspaceId, turn.conversationId, entryId],
  );
  const seq = found.rows[0]?.seq;
  return seq === undefined ? undefined : turn.tried.findLast((one) => one.answerSeq <= seq);
}

async function planTap(
  tx: CoreTx,
  turn: Turn,
  { optionId }: ContentOf<'choice'>,
  tried: Tried,
  settings: FaqSettings,
  leave: Leave,
): Promise<Plan> {
  const { seq } = tried;
  if (optionId === taps.yes) return planGlad(turn, tried);
  if (optionId === taps.person)
    return settling(leave('asked'), { seq, outcome: 'person_needed', isRight: null });
  const chosen = faqOfTap(optionId);
  if (chosen === undefined) {
    const verdict = { seq, outcome: 'unhelpful', isRight: false } as const;
    const others =
      optionId === taps.no && tried.kind === 'answer' && (await planOthers(tx, turn, tried, settings));
    return settling(others || leave('unhelpful'), verdict);
  }
  return planChosen(tx, turn, chosen, tried, leave);
}

/** The contact said which of the offered FAQs was meant. */
async function planChosen(tx: CoreTx, turn: Turn, chosen: string, tried: Tried, leave: Leave): Promise<Plan> {
  const { seq } = tried;
  const isBest = chosen === tried.bestFaqId;
  const verdict: Plan['settled'][number] = {
    seq,
    outcome: isBest ? 'accepted' : 'corrected',
    isRight: isBest,
    faqId: chosen,
  };
  const policies = await readFaqPolicies(tx, turn.workspaceId, [chosen]);
  const faq = tried.faqIds.includes(chosen) ? policies.get(chosen) : undefined;
  // Deleted, or set back, between the question and the tap.
  const mayAnswer = faq && faq.cost !== 'never' && (faq.stage === 'all' || faq.stage === 'share');
  const words = botWordsOf(tried.language, turn.contactLanguage);
  const conversation = { workspaceId: turn.workspaceId, id: turn.conversationId };
  const entries = mayAnswer && (await composeAnswer(tx, conversation, [faq], tried.language, words, false));
  if (!entries) return settling(leave('no_answer'), verdict);
  const probability = tried.ranked.find((one) => one.faqId === chosen)?.probability ?? 0;
  const decision: Decided = {
    match: { ...nothingMatched, ranked: [{ faq: chosen, probability }], language: tried.language },
    kind: 'answer',
    faqIds: [chosen],
    mode: 'live',
    policies,
    vector: null,
  };
  return { entries, set: {}, decided: { decision, chosen: true, acted: true }, settled: [verdict] };
}

/**
 * The best did not help: what is left of the others' chances, now that it is ruled out, may be worth one question back before a person
 * has to come. Undefined where it is not.
 */
async function planOthers(
  tx: CoreTx,
  turn: Turn,
  tried: Tried,
  settings: FaqSettings,
): Promise<Plan | undefined> {
  const { workspaceId, contactId } = turn;
  const said = turn.tried.flatMap((one) => one.faqIds);
  if (!settings.askAllowed || turn.tried.length >= MOST_TURNS) return undefined;
  if (turn.tried.some((one) => one.kind === 'ask')) return undefined;
  const left = tried.ranked.filter(({ faqId }) => !said.includes(faqId));
  const ruledOut = tried.ranked.reduce(
    (sum, one) => sum + (said.includes(one.faqId) ? one.probability : 0),
    0,
  );
  const ids = left.map((one) => one.faqId);
  const policies = await readFaqPolicies(tx, workspaceId, ids);
  const ranked = left.map(({ faqId, probability }) => ({
    faq: faqId,
    probability: probability / (1 - ruledOut + UNFORESEEN),
  }));
  const candidates = candidatesOf(ranked, policies).filter(({ faq }) =>
    answersContact(policies.get(faq)!, contactId),
  );
  const decided = decide(candidates, { worth: worthOf(settings), answerAt: 1.01 });
  if (decided.kind !== 'ask') return undefined;
  const words = botWordsOf(tried.language, turn.contactLanguage);
  const faqs = decided.faqs.map((id) => policies.get(id)!);
  const decision: Decided = {
    match: { ...nothingMatched, ranked, language: tried.language },
    kind: 'ask',
    faqIds: decided.faqs,
    mode: 'live',
    policies,
    vector: null,
  };
  const entries = composeQuestion(workspaceId, faqs, tried.language, words, false);
  return { entries, set: {}, decided: { decision, chosen: true, acted: true }, settled: [] };
}

/** That the best, however likely, was wrong may mean something that no probability foresaw: then it is none of the others either. */
const UNFORESEEN = 0.05;

/** Where a tap decided, no words were matched. */
const nothingMatched: Omit<Match, 'ranked' | 'language'> = {
  none: 0,
  answerAt98: 0,
  answerAt95: 0,
  logit: 0,
  noneLogit: 0,
  questions: [],
};

async function planWords(
  tx: CoreTx,
  turn: Turn,
  model: LoadedModel,
  settings: FaqSettings,
  text: string,
  leave: Leave,
): Promise<Plan> {
  const { workspaceId, conversationId, contactId } = turn;
  const last = turn.tried.at(-1);
  const open = last?.outcome === null ? last : undefined;
  if (open?.kind === 'answer' && isThanks(text, open.language)) return planGlad(turn, open);
  if (open?.kind === 'ask' && open.faqIds.length === 1 && saysYes(text, open.language))
    return planChosen(tx, turn, open.faqIds[0]!, open, leave);
  const decision = await decideMessage(tx, model, {
    workspaceId,
    contactId,
    text,
    vectors: turn.vectors,
    settings,
    held: true,
    tried: turn.tried.flatMap((one) => (one.kind === 'answer' ? one.faqIds : [])),
    // Asked back twice running would be an interrogation.
    mayAsk: last?.kind !== 'ask',
  });
  if (asksForPerson(text)) {
    const left: Decided = { ...decision, kind: 'leave', faqIds: [], mode: 'live' };
    const plan = { ...leave('asked'), decided: { decision: left, acted: false } };
    return open ? settling(plan, { seq: open.seq, outcome: 'person_needed', isRight: null }) : plan;
  }
  const words = botWordsOf(decision.match.language, turn.contactLanguage);
  const isFirst = turn.tried.length === 0;
  const entries =
    decision.mode === 'live' && turn.tried.length < MOST_TURNS
      ? await composeDecided(tx, { workspaceId, id: conversationId }, decision, words, isFirst)
      : undefined;
  // What several questions weighed together teaches nothing of one.
  const chosen = decision.kind === 'answer' && decision.faqIds.length > 1;
  if (entries) return { entries, set: {}, decided: { decision, chosen, acted: true }, settled: [] };
  // What could not be said is a suggestion for the agent.
  const acting = decision.mode === 'live' && (decision.kind === 'answer' || decision.kind === 'ask');
  const unsaid: Decided = acting ? { ...decision, kind: 'suggest' } : decision;
  return { ...leave('no_answer'), decided: { decision: unsaid, acted: false } };
}

async function composeDecided(
  tx: CoreTx,
  conversation: { workspaceId: string; id: string },
  { kind, faqIds, policies, match }: Decided,
  words: ReturnType<typeof botWordsOf>,
  isFirst: boolean,
) {
  const faqs = faqIds.map((id) => policies.get(id)!);
  if (kind === 'answer') return composeAnswer(tx, conversation, faqs, match.language, words, isFirst);
  if (kind === 'ask') return composeQuestion(conversation.workspaceId, faqs, match.language, words, isFirst);
  return undefined;
}

/** It helped: that is the end, until the contact writes again. */
function planGlad(turn: Turn, { seq, language }: Tried): Plan {
  const author: SystemActor = { kind: 'system', workspaceId: turn.workspaceId };
  return {
    entries: [
      say(turn.workspaceId, botWordsOf(language, turn.contactLanguage).glad),
      { author, kind: 'event', event: { type: 'resolved' } },
    ],
    set: resolvedNow(),
    settled: [{ seq, outcome: 'helpful', isRight: true }],
  };
}

const settling = (plan: Plan, verdict: Plan['settled'][number]): Plan => ({
  ...plan,
  settled: [...plan.settled, verdict],
});

/** "Thank you" and the like, in answer to an answer. */
function isThanks(text: string, language: string): boolean {
  const words = splitWords(foldText(text));
  return words.length > 0 && words.length <= 6 && isCourtesy(words, language);
}
