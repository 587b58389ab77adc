import type { FaqDecisionKind, FaqDecisionMode, FaqSettings, FaqVectorUse } from '@causerie/protocol';
import type { Db } from '../../../db/transaction.ts';
import { decide } from '../../../engines/language/decide.ts';
import { type Match, matchMessage } from '../../../engines/language/model/matchMessage.ts';
import type { Vectors } from '../../embeddings/embedder.ts';
import { answersContact, candidatesOf, type FaqPolicy, readFaqPolicies, worthOf } from '../faqPolicies.ts';
import type { LoadedModel } from '../training/modelCache.ts';
import { answerAtOf, decideParts } from './decideParts.ts';

/** What is to be done with a message, and everything that is on record of it. */
export type Decided = {
  match: Match;
  kind: FaqDecisionKind;
  faqIds: string[];
  mode: FaqDecisionMode;
  policies: Map<string, FaqPolicy>;
  /** Null: nothing was matched. */
  vector: FaqVectorUse | null;
};

export type DecisionInput = {
  workspaceId: string;
  contactId: string;
  text: string;
  /** Of the text and of its questions, where the model wants some and they came in time. */
  vectors?: Vectors;
  settings: FaqSettings;
  /** Whether the bot has the conversation; if not, nothing is done with what is decided. */
  held: boolean;
  /** Not to be offered again. */
  tried?: readonly string[];
  mayAsk?: boolean;
};

const faqsOf = ({ ranked, questions }: Match): string[] => [
  ...new Set([...ranked, ...questions.flatMap((part) => part.ranked)].map((one) => one.faq)),
];

/** Decides by the newest model and by the policies as they are now. */
export async function decideMessage(
  db: Pick<Db, 'query'>,
  { version: _, model }: LoadedModel,
  { workspaceId, contactId, text, vectors, settings, held, tried = [], mayAsk = true }: DecisionInput,
): Promise<Decided> {
  const match = matchMessage(model, text, { now: Date.now(), vectors });
  const policies = await readFaqPolicies(db, workspaceId, faqsOf(match));
  const candidates = candidatesOf(match.ranked, policies);
  const worth = worthOf(settings);
  const answerAt = answerAtOf(match, settings.promise);
  const useOf = (embedded: boolean | undefined) => (embedded ? 'used' : model.embeddings ? 'missing' : 'off');
  const best = policies.get(candidates[0]?.faq ?? '');
  const parts = decideParts(match, policies, {
    worth,
    promise: settings.promise,
    tried,
    mayAsk: settings.askAllowed && mayAsk,
  });
  if (parts) {
    const { kind, faqIds, ranked, embedded } = parts;
    const acts = faqIds.every((id) => answersContact(policies.get(id)!, contactId));
    const shares = faqIds.every((id) => ['share', 'all'].includes(policies.get(id)!.stage));
    const mode = held && acts ? 'live' : held && shares ? 'control' : 'shadow';
    return { match: { ...match, ranked }, kind, faqIds, mode, policies, vector: useOf(embedded) };
  }
  const used = useOf(match.embedded);
  // The best was tried and did not end it: saying it again helps nobody.
  const mayAct = best === undefined || !tried.includes(best.id);
  const decision = decide(candidates, { mayAct, mayAsk: settings.askAllowed && mayAsk, worth, answerAt });
  if (decision.kind === 'answer' || decision.kind === 'ask') {
    const faqIds = decision.kind === 'answer' ? [decision.faq] : decision.faqs;
    const acts = faqIds.every((id) => answersContact(policies.get(id)!, contactId));
    const mode = held && acts ? 'live' : best?.stage === 'share' && held ? 'control' : 'shadow';
    return { match, kind: decision.kind, faqIds, mode, policies, vector: used };
  }
  const mode = held ? 'live' : 'shadow';
  const suggested = decision.kind === 'suggest' ? decision.faqs : [];
  const faqIds = suggested.filter((id) => policies.get(id)!.stage !== 'off');
  return { match, kind: faqIds.length > 0 ? 'suggest' : 'leave', faqIds, mode, policies, vector: used };
}
