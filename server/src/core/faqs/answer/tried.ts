import type { FaqOutcome } from '@causerie/protocol';
import type { Db } from '../../../db/transaction.ts';

/** What the bot has said in this conversation since it has it, in order. */
export type Tried = {
  /** The contact's message, and the bot's entry. */
  seq: number;
  answerSeq: number;
  kind: 'answer' | 'ask';
  faqIds: string[];
  titles: string[];
  bestFaqId: string | null;
  outcome: FaqOutcome | null;
  ranked: { faqId: string; probability: number }[];
  language: string;
};

export async function readTried(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  conversationId: string,
  since: Date,
): Promise<Tried[]> {
  const found = await db.query<Tried>(
    `select seq, answer_seq as "answerSeq", decision as kind, faq_ids as "faqIds", best_faq_id as "bestFaqId", outcome, ranked,
       language, array(select s.name from unnest(d.faq_ids) with ordinality as i (id, place)
         join faqs f on f.workspace_id = $1 and f.id = i.id
         join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id) order by i.place) as titles
     from faq_decisions d where workspace_id = $1 and conversation_id = $2 and mode = 'live' and answer_seq is not null and at >= $3
     order by seq`,
    [workspaceId, conversationId, since],
  );
  return found.rows;
}
